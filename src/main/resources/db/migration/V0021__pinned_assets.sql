-- The declared assets and what counts for them. Decimals never change: amounts in the log are counted by them.
CREATE TABLE pinned_asset (
    id       text COLLATE "C" PRIMARY KEY,
    position integer NOT NULL,
    symbol   text NOT NULL,
    name     text NOT NULL,
    decimals integer NOT NULL CHECK (decimals BETWEEN 0 AND 77)
);

CREATE TABLE asset_representation (
    asset        text COLLATE "C" PRIMARY KEY,
    pinned_asset text COLLATE "C" NOT NULL REFERENCES pinned_asset,
    position     integer NOT NULL,
    decimals     integer NOT NULL CHECK (decimals BETWEEN 0 AND 77)
);

CREATE FUNCTION decimals_are_pinned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.decimals <> NEW.decimals THEN
        RAISE EXCEPTION 'decimals are pinned: declare the asset anew under another id';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER decimals_are_pinned BEFORE UPDATE ON pinned_asset
    FOR EACH ROW EXECUTE FUNCTION decimals_are_pinned();
CREATE TRIGGER decimals_are_pinned BEFORE UPDATE ON asset_representation
    FOR EACH ROW EXECUTE FUNCTION decimals_are_pinned();
