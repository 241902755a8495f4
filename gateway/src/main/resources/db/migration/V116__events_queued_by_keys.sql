-- Whoever waits for an event is looked up by key. An "exists" may also be answered by reading a
-- whole table once for each statement, and the planner chose that for the orders while they were
-- few; the choice then stayed with the connection while they became many.
create or replace function queue_events() returns trigger language plpgsql as $$
begin
  insert into webhook_queue (number)
  select e.number from written e
  where coalesce(
    (select true from webhook_endpoint p
      where p.merchant_id = e.merchant_id and p.status <> 'DELETED' limit 1),
    (select true from webhook_listener l where l.merchant_id = e.merchant_id),
    (select true from merchant_order o
      where o.id = e.order_ref and o.details ->> 'metadata.webhook_url' <> ''));
  return null;
end $$;
