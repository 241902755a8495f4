-- A step of linking whose provider is slow: the form was answered, and a page shows what comes of
-- it. The row goes once that was shown.
create table checkout_step (
  -- SHA-256 of the browser's session, which is 128 random bits
  browser       bytea not null check (length(browser) = 32),
  order_ref     text not null references merchant_order,
  kind          text not null check (kind in ('SEND', 'VERIFY')),
  begun_at      timestamptz not null,
  -- where the customer goes on
  path          text,
  -- or why not
  error         text,
  attempts_left integer,
  wait_seconds  bigint,
  primary key (browser, order_ref),
  check (path is null or error is null),
  check (error is not null or (attempts_left is null and wait_seconds is null))
);
create index checkout_step_begun_at on checkout_step (begun_at);
