create index on statement_line (name)
