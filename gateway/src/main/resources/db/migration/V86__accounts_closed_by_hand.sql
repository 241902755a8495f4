-- Provider accounts that an operator closed: nothing new is sent through them until they are opened
-- again; questions about what is under way still are.
create table provider_account_closed (
  account_id text primary key references provider_account,
  closed_at  timestamptz not null,
  closed_by  text not null,
  reason     text not null
);
