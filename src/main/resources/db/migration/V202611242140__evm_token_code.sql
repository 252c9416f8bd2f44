-- The code of each pinned token as it was first seen: a token whose code has become another is halted until a person accepts it.
CREATE TABLE evm_token (
    chain text NOT NULL,
    asset text NOT NULL CHECK (asset LIKE 'erc20:%'),
    code  text NOT NULL CHECK (code ~ '^[0-9a-f]{64}$'),
    PRIMARY KEY (chain, asset)
);
