-- What the operator says it holds off chain, as last declared.
CREATE TABLE claimed_holding (
    asset     text COLLATE "C" PRIMARY KEY REFERENCES pinned_asset,
    position  integer NOT NULL,
    amount    numeric(78, 0) NOT NULL CHECK (amount >= 0),
    stated_by text NOT NULL,
    as_of     timestamptz NOT NULL
);
