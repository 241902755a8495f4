-- How payments went, counted by the minute and by the hour in which their orders were made, so that
-- no page counts payments. Minutes are counted again as late outcomes come.
create table payment_figure (
  merchant_id         text not null,
  unit                text not null check (unit in ('MINUTE', 'HOUR')),
  at                  timestamptz not null,
  gateway             text not null,
  provider_account_id text not null,
  status              text not null,
  error               text not null,
  provider_code       text not null,
  -- how long it took, for what was charged at once: up to 2^(bucket / 4) milliseconds; else -1
  bucket              integer not null,
  currency            text not null,
  payments            bigint not null,
  amount_minor        bigint not null,
  last_at             timestamptz not null,
  primary key (merchant_id, unit, at, provider_account_id, status, error, provider_code, bucket,
    currency)
);
create index payment_figure_of_time on payment_figure (unit, at);

-- How far each pass of the count has come; a later one counts again what has become old enough.
create table payment_figure_pass (
  pass       text primary key,
  done_until timestamptz not null
);
