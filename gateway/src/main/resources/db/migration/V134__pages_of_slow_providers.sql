-- A provider's page that was long in coming: the browser was answered meanwhile, and its next visit
-- takes what the provider said. The row goes with that visit.
create table page_opening (
  -- of the payment, or the top-up
  id       text primary key,
  begun_at timestamptz not null,
  -- null while the provider has not answered
  kind     text check (kind in ('PAGE', 'BEGUN', 'ENDED', 'OVER', 'EXPIRED', 'UNAVAILABLE')),
  -- sealed: a form may hold a wallet's token
  page     bytea,
  check ((page is not null) = coalesce(kind = 'PAGE', false))
);
create index page_opening_begun_at on page_opening (begun_at);
