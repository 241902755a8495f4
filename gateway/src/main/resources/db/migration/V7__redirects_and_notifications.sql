-- Linking by the customer's consent at the provider, and what providers tell us of themselves.

-- A linking that waits for its customer's consent, and how it ended.
alter table wallet_authentication
  -- SHA-256 of the unguessable part of the addresses that lead the customer's browser through it
  add column link_token   bytea unique check (length(link_token) = 32),
  -- the provider's page, sealed
  add column page         bytea,
  -- where the browser goes in the end; the merchant's usual address when null
  add column return_url   text,
  -- by which the provider's notifications name the link
  add column link_name    text,
  add column expires_at   timestamptz,
  -- one question to the provider at a time, across processes
  add column asking_until timestamptz,
  add column ending       text check (ending in ('LINKED', 'DECLINED', 'EXPIRED')),
  add check ((link_token is null) = (expires_at is null)),
  add check (ending is null or state is null);
create index wallet_authentication_link_name on wallet_authentication (link_name)
  where link_name is not null;

-- by which the provider's notifications name the link that there is
alter table wallet add column link_name text;
create index wallet_link_name on wallet (provider_account_id, link_name)
  where link_name is not null;

create table notification (
  id                  bigint generated always as identity primary key,
  provider_account_id text not null references provider_account,
  received_at         timestamptz not null,
  headers             jsonb not null,
  body                bytea not null,
  -- WAITING until what it names has been asked about; FORGED and UNREADABLE change nothing
  status              text not null
    check (status in ('WAITING', 'APPLIED', 'ABANDONED', 'FORGED', 'UNREADABLE')),
  attempts            integer not null default 0,
  next_attempt_at     timestamptz,
  check ((status = 'WAITING') = (next_attempt_at is not null))
);
create index notification_due on notification (next_attempt_at) where status = 'WAITING';
create index notification_age on notification (received_at);
create index notification_worthless on notification (provider_account_id, received_at)
  where status in ('FORGED', 'UNREADABLE');
