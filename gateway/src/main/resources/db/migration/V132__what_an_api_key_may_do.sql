-- What an API key may do, from where, and when it was used last; null for everything and anywhere.
alter table api_key
  add column scopes text[],
  add column addresses text[],
  add column last_used_at timestamptz;
