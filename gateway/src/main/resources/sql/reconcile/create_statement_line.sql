create temporary table statement_line (
  line bigint, kind text, name text, provider_reference text, amount_minor bigint,
  currency text, state text, at timestamptz) on commit drop
