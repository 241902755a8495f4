-- An event is written once, into the log that is kept, by the statement that makes the change.
-- Only what somebody waits for goes through a queue.

-- Inlined into the statement that calls it, which a function with a query of its own is not.
create or replace function event_id(at timestamptz) returns text language sql volatile
parallel safe as $$
  select 'evt_V2_' || lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0')
    || right(replace(gen_random_uuid()::text, '-', ''), 20)
$$;

alter table webhook_event
  alter column number set default nextval('webhook_event_number'),
  -- ids are made here alone
  drop constraint webhook_event_id_check;

-- What is not yet fanned out, of merchants with somebody to tell.
create table webhook_queue (
  number bigint primary key
);
alter table webhook_queue set (autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 5000);

-- What a merchant's listeners see, in the order of the fan-out: its numbers are given by one
-- process at a time and become visible in their order, which those of events do not.
create table webhook_stream (
  merchant_id  text not null,
  number       bigint not null default nextval('webhook_event_number'),
  event_number bigint not null,
  primary key (merchant_id, number)
);

-- Whichever statement writes events, of many merchants or one.
create function queue_events() returns trigger language plpgsql as $$
begin
  insert into webhook_queue (number)
  select e.number from written e
  where exists (select 1 from webhook_endpoint p
      where p.merchant_id = e.merchant_id and p.status <> 'DELETED')
    or exists (select 1 from webhook_listener l where l.merchant_id = e.merchant_id)
    or exists (select 1 from merchant_order o
      where o.id = e.order_ref and o.details ->> 'metadata.webhook_url' <> '');
  return null;
end $$;

create trigger webhook_event_is_queued after insert on webhook_event
  referencing new table as written for each statement execute function queue_events();

create or replace function tell_of_link() returns trigger language plpgsql as $$
begin
  insert into webhook_event (id, merchant_id, name, subject, wallet_id, created_at)
  select event_id(clock_timestamp()), c.merchant_id,
    case when new.credentials is null then 'WALLET_DELINKED' else 'WALLET_LINKED' end,
    new.id, new.id, clock_timestamp()
  from customer c where c.id = new.customer_id;
  return null;
end $$;

-- Servers of the version before still write to the former queue while they are replaced: their
-- events go to the log. The table goes with the next release, and so does webhook_repeat.
create function log_event() returns trigger language plpgsql as $$
begin
  if new.name <> 'LATE_SUCCESS' then
    insert into webhook_event (id, merchant_id, name, subject, order_ref, txn_id, refund_id,
      topup_id, wallet_id, created_at)
    values (new.id, new.merchant_id, new.name,
      coalesce(new.order_ref, new.topup_id, new.wallet_id, ''), new.order_ref, new.txn_id,
      new.refund_id, new.topup_id, new.wallet_id, new.created_at);
  end if;
  return null;
end $$;

create trigger event_is_logged before insert on event
  for each row execute function log_event();
