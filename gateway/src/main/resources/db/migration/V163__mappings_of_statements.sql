-- How the columns of a provider's statement are read, as a merchant's people keep it for uploads.
create table statement_mapping (
  merchant_id text not null references merchant,
  gateway     text not null,
  -- YAML
  mapping     text not null,
  changed_at  timestamptz not null,
  primary key (merchant_id, gateway)
);
