-- A genuine notification is stored once, however often and with whatever padding it is sent again.
-- The hash is of what its signature and its subject need; older rows and worthless ones have none.
alter table notification add column hash bytea check (length(hash) = 32);
create unique index notification_once on notification (provider_account_id, hash)
  where hash is not null;
