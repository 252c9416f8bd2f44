-- What outsiders asked to be told. Numbers are drawn from one locked row, so that they become visible in their order.
CREATE TABLE public_event_tail (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    last   bigint  NOT NULL CHECK (last >= 0)
);
INSERT INTO public_event_tail (last) VALUES (0);

CREATE TABLE public_event (
    id      bigint      PRIMARY KEY,
    key     text        NOT NULL UNIQUE CHECK (length(key) BETWEEN 1 AND 200),
    kind    text        NOT NULL,
    at      timestamptz NOT NULL,
    account text,
    asset   text,
    amount  numeric(78, 0),
    entity  text,
    body    text        NOT NULL
);
CREATE INDEX public_event_by_account ON public_event (account, id) WHERE account IS NOT NULL;
CREATE INDEX public_event_by_kind ON public_event (kind, id);

CREATE FUNCTION public_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an event is never changed or taken back: a link to it must stay true';
END $$;
CREATE TRIGGER public_event_stays BEFORE UPDATE OR DELETE ON public_event
    FOR EACH ROW EXECUTE FUNCTION public_event_stays();
CREATE TRIGGER public_event_kept BEFORE TRUNCATE ON public_event EXECUTE FUNCTION public_event_stays();
