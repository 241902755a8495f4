-- How long what a merchant's customers are given works; null: orders without an end, and wallet
-- tokens for as long as the server says. What there is has none of it: nothing is read.
alter table merchant
  add column order_expiry_minutes integer,
  add column wallet_token_seconds integer,
  add constraint merchant_order_expiry check (order_expiry_minutes between 1 and 525600) not valid,
  add constraint merchant_wallet_token check (wallet_token_seconds between 1 and 86400) not valid;

-- Until when a payment of the order may begin; null: without an end.
alter table merchant_order add column expires_at timestamptz;
