-- Which statements of the log name the findings about a list; the newest one holds.
CREATE TABLE foreign_list_statement (
    log_index   bigint PRIMARY KEY,
    list_id     bigint NOT NULL REFERENCES foreign_list (id),
    json_path   text   NOT NULL,
    json_sha256 text   NOT NULL CHECK (json_sha256 ~ '^[0-9a-f]{64}$'),
    json_size   bigint NOT NULL CHECK (json_size > 0),
    csv_path    text   NOT NULL,
    csv_sha256  text   NOT NULL CHECK (csv_sha256 ~ '^[0-9a-f]{64}$'),
    csv_size    bigint NOT NULL CHECK (csv_size > 0)
);
CREATE INDEX foreign_list_statement_by_list ON foreign_list_statement (list_id, log_index DESC);
