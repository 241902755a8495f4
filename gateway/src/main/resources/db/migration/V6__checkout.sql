-- Which browser is whose at an order, links that make one so, and who may frame the checkout.

-- a browser that has begun to pay an order; forgotten when its time is over
create table checkout_seat (
  -- SHA-256 of the browser's session, which is 128 random bits
  browser     bytea not null check (length(browser) = 32),
  order_ref   text not null references merchant_order,
  customer_id text not null references customer,
  -- whether the browser proved to be the customer's: then it sees the customer's wallets
  proven      boolean not null,
  -- the wallet that an OTP was sent for from this browser
  wallet_id   text references wallet,
  otp_sent_at timestamptz,
  expires_at  timestamptz not null,
  primary key (browser, order_ref),
  check ((wallet_id is null) = (otp_sent_at is null))
);
create index checkout_seat_expiry on checkout_seat (expires_at);

-- a link that proves its first browser to be the customer's
create table checkout_start (
  -- SHA-256 of the link's token, which is 128 random bits
  token       bytea primary key check (length(token) = 32),
  order_ref   text not null references merchant_order,
  customer_id text not null references customer,
  expires_at  timestamptz not null,
  used_at     timestamptz
);
create index checkout_start_expiry on checkout_start (expires_at);

-- the origins whose pages may show a merchant's checkout in a frame
create table checkout_framer (
  merchant_id text not null references merchant,
  origin      text not null check (origin ~ '^https?://[a-z0-9.-]+(:[0-9]{1,5})?$'),
  primary key (merchant_id, origin)
);
