-- Money is bigint minor units with its currency, times are timestamptz, secrets are sealed bytes.

create table merchant (
  id           text primary key check (id ~ '^[a-z0-9][a-z0-9_-]{0,31}$'),
  name         text not null,
  purpose      text not null check (purpose in ('DEVELOPMENT', 'LIVE')),
  return_url   text,
  -- signs what a customer's browser brings back to the merchant
  response_key bytea not null,
  created_at   timestamptz not null
);

create table api_key (
  -- SHA-256 of the key, which is 256 random bits: nothing to guess, so nothing to slow down
  hash        bytea primary key check (length(hash) = 32),
  merchant_id text not null references merchant,
  -- the first letters, for people who look for a key in a list
  prefix      text not null,
  created_at  timestamptz not null,
  -- set when the key is rotated: both keys work until then
  expires_at  timestamptz,
  revoked_at  timestamptz
);
create index api_key_of_merchant on api_key (merchant_id);

create table provider_account (
  id                   text primary key,
  merchant_id          text not null references merchant,
  gateway              text not null,
  -- the merchant's name of this account (one MID); null when there is only one
  gateway_reference_id text,
  settings             jsonb not null,
  secrets              bytea not null,
  created_at           timestamptz not null,
  unique nulls not distinct (merchant_id, gateway, gateway_reference_id)
);

create table customer (
  id                  text primary key check (id ~ '^cst_[a-z0-9]{16}$'),
  merchant_id         text not null references merchant,
  object_reference_id text not null,
  mobile_country_code text not null,
  mobile_number       text,
  email_address       text,
  first_name          text,
  last_name           text,
  created_at          timestamptz not null,
  updated_at          timestamptz not null,
  unique (merchant_id, object_reference_id)
);
create index customer_newest_first on customer (merchant_id, created_at desc, id);

create table client_auth_token (
  hash        bytea primary key check (length(hash) = 32),
  customer_id text not null references customer,
  expires_at  timestamptz not null,
  uses_left   integer not null check (uses_left >= 0)
);
create index client_auth_token_expiry on client_auth_token (expires_at);

create table wallet (
  id                     text primary key check (id ~ '^wlt_[a-z0-9]{16}$'),
  customer_id            text not null references customer,
  provider_account_id    text not null references provider_account,
  gateway                text not null,
  -- as given by the merchant, each may be null
  gateway_reference_id   text,
  mobile_number          text,
  -- stable for the wallet's life: providers bind a link to it
  device_id              text not null,
  -- counts links and unlinks; a wallet token is signed over it and dies when it moves
  link_generation        integer not null default 0,
  credentials            bytea,
  -- the number that the credentials are for: the customer's own may change afterwards
  linked_country_code    text,
  linked_number          text,
  balance_minor          bigint check (balance_minor >= 0),
  balance_currency       text check ((balance_minor is null) = (balance_currency is null)),
  last_refreshed         timestamptz,
  -- one renewal of credentials at a time, across processes; a dead one's lease runs out
  renewing_until         timestamptz,
  created_at             timestamptz not null,
  unique nulls not distinct (customer_id, gateway, gateway_reference_id),
  check ((linked_number is null) = (linked_country_code is null)),
  check (credentials is not null or (balance_minor is null and last_refreshed is null
    and linked_number is null))
);

-- A linking that waits for its OTP. The OTP itself is never stored.
create table wallet_authentication (
  wallet_id       text primary key references wallet,
  -- what the connector remembers between start and completion; null when nothing waits
  state           bytea,
  -- the number to which the OTP was sent
  country_code    text,
  mobile_number   text,
  attempts_left   integer not null check (attempts_left >= 0),
  window_ends_at  timestamptz not null,
  sends_in_window integer not null
);
