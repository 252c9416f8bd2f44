-- What lists said of one address over the months, and whether two publishers list it.
ALTER TABLE foreign_list_row ADD COLUMN address_key text NOT NULL
    GENERATED ALWAYS AS (CASE WHEN address ~ '^(0[xX]|[bB][cC]1|[tT][bB]1|[lL][tT][cC]1)' THEN lower(address) ELSE address END) STORED;
CREATE INDEX foreign_list_row_by_address ON foreign_list_row (address_key);
