-- Takes events from the queue, shows them to listeners, and makes a delivery for each endpoint that
-- wants them. Whatever is in the queue is taken, however late its transaction was committed. An
-- order's own URL takes the place of the primary endpoint; without one it needs that of order URLs.
-- "offset 0" keeps tables from being joined by a scan of all: a queue's size is unknown.
with known as (
  select k.name, k.since
  from json_to_recordset(cast(:names as json)) as k (name text, since date)
), taken as (
  delete from webhook_queue
  where number = any (array(select number from webhook_queue order by number limit :limit))
  returning number
), events as (
  select e.number, e.merchant_id, e.name, e.order_ref, e.created_at, known.since
  from taken cross join lateral (
      select * from webhook_event w where w.number = taken.number offset 0) e
    join known on known.name = e.name
), streamed as (
  insert into webhook_stream (merchant_id, event_number)
  select e.merchant_id, e.number
  from (select e.* from events e join webhook_listener l on l.merchant_id = e.merchant_id
    order by e.number) e
), sent as (
  insert into webhook_delivery (endpoint_id, event_number, queue, url, status, due_at, created_at,
    updated_at)
  select p.id, e.number,
    case when o.url is null then p.id
      else p.id || ' ' || left(lower(coalesce(
        substring(o.url from '^[a-zA-Z]+://([^/?#]*)'), '')), 128) end,
    o.url,
    case when p.status = 'ACTIVE' then 'PENDING' else 'HELD' end,
    case when p.status = 'ACTIVE' then least(e.created_at, :now) end,
    :now, :now
  from events e
    join webhook_endpoint p on p.merchant_id = e.merchant_id and p.status <> 'DELETED'
      and (p.events @> array['*'] or e.name = any (p.events))
      and (p.api_version is null or p.api_version >= e.since)
    left join lateral (
      select nullif(m.details ->> 'metadata.webhook_url', '') as url
      from merchant_order m
      where m.id = e.order_ref and p.name in ('primary', 'order-urls')
      offset 0) o on true
  where p.name <> 'order-urls' or (o.url is not null and not exists (
    select 1 from webhook_endpoint q
    where q.merchant_id = e.merchant_id and q.name = 'primary' and q.status <> 'DELETED'))
  on conflict (endpoint_id, event_number) do nothing
  returning queue, due_at
)
select (select count(*) from taken) as taken,
  array(select distinct queue from sent where due_at is not null) as queues,
  array(
  select w.merchant_id
  from (select distinct merchant_id from events) w
  where not exists (
      select 1 from webhook_endpoint q where q.merchant_id = w.merchant_id
        and q.name in ('primary', 'order-urls') and q.status <> 'DELETED')
    and exists (
      select 1
      from (select distinct e.order_ref from events e where e.merchant_id = w.merchant_id) e
        cross join lateral (
          select m.details ->> 'metadata.webhook_url' as url
          from merchant_order m where m.id = e.order_ref
          offset 0) o
      where o.url <> '')
  ) as homeless
