-- Who is told of events by HTTP, what waits for them, and what came of each attempt.
CREATE TABLE webhook_subscription (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    url           text        NOT NULL,
    kinds         text        NOT NULL,
    account       text,
    asset         text,
    entity        text,
    at_least      numeric(78, 0),
    created_by    text        NOT NULL,
    created_at    timestamptz NOT NULL,
    cursor        bigint      NOT NULL,
    stopped       text,
    failing_since timestamptz
);

CREATE TABLE webhook_delivery (
    subscription bigint  NOT NULL REFERENCES webhook_subscription,
    event        bigint  NOT NULL REFERENCES public_event,
    attempts     integer NOT NULL DEFAULT 0,
    next_at      timestamptz,
    delivered    boolean NOT NULL DEFAULT false,
    last_at      timestamptz,
    last         text,
    PRIMARY KEY (subscription, event),
    CHECK (NOT delivered OR next_at IS NULL)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (subscription, next_at) WHERE next_at IS NOT NULL;
