-- What a merchant's shop is told of an order's delivery; the latest row counts.
create table fulfillment (
  id         bigint generated always as identity primary key,
  order_ref  text not null references merchant_order,
  status     text not null,
  command    text not null,
  told_time  text not null,
  told_id    text not null,
  created_at timestamptz not null
);
create index fulfillment_order on fulfillment (order_ref);

-- An order may name a customer that is created later.
create index merchant_order_waits_for_customer on merchant_order (merchant_id, customer_given)
  where customer_id is null and customer_given <> '';

alter table merchant
  add column api_origins text[] not null default '{}',
  add column wallet_details boolean not null default false;

-- For the encrypted form of calls: both sides' keys under one name.
create table message_key (
  kid              text primary key,
  merchant_id      text not null references merchant,
  our_public_key   text not null,
  our_private_key  bytea not null,
  merchants_key    text not null,
  created_at       timestamptz not null,
  expires_at       timestamptz
);
create index message_key_merchant on message_key (merchant_id);
