-- Takes events from the queue, gives them numbers, and makes a delivery for each endpoint that
-- wants them. Whatever is in the queue is taken, however late its transaction was committed. An
-- order's own URL takes the place of the primary endpoint; without one it needs that of order URLs.
-- "offset 0" keeps orders from being joined by a scan of all of them: a queue's size is unknown.
with known as (
  select k.name, k.since
  from json_to_recordset(cast(:names as json)) as k (name text, since date)
), taken as (
  delete from event
  where seq in (select seq from event order by seq limit :limit for update skip locked)
  returning seq, id, merchant_id, name, order_ref, txn_id, refund_id, topup_id, wallet_id,
    created_at
), numbered as (
  insert into webhook_event (number, id, merchant_id, name, subject, order_ref, txn_id, refund_id,
    topup_id, wallet_id, created_at)
  select nextval('webhook_event_number'), t.id, t.merchant_id, t.name,
    coalesce(t.order_ref, t.topup_id, t.wallet_id, ''), t.order_ref, t.txn_id, t.refund_id,
    t.topup_id, t.wallet_id, t.created_at
  from (select taken.* from taken join known using (name) order by seq) t
  on conflict (merchant_id, id) do nothing
  returning number, merchant_id, name, order_ref, created_at
), sent as (
  insert into webhook_delivery (endpoint_id, event_number, queue, url, status, due_at, created_at,
    updated_at)
  select p.id, n.number,
    case when o.url is null then p.id
      else p.id || ' ' || left(lower(coalesce(
        substring(o.url from '^[a-zA-Z]+://([^/?#]*)'), '')), 128) end,
    o.url,
    case when p.status = 'ACTIVE' then 'PENDING' else 'HELD' end,
    case when p.status = 'ACTIVE' then least(n.created_at, :now) end,
    :now, :now
  from numbered n
    join webhook_endpoint p on p.merchant_id = n.merchant_id and p.status <> 'DELETED'
      and (p.events @> array['*'] or n.name = any (p.events))
    join known k on k.name = n.name and (p.api_version is null or p.api_version >= k.since)
    left join lateral (
      select nullif(m.details ->> 'metadata.webhook_url', '') as url
      from merchant_order m
      where m.id = n.order_ref and p.name in ('primary', 'order-urls')
      offset 0) o on true
  where p.name <> 'order-urls' or (o.url is not null and not exists (
    select 1 from webhook_endpoint q
    where q.merchant_id = n.merchant_id and q.name = 'primary' and q.status <> 'DELETED'))
  on conflict (endpoint_id, event_number) do nothing
)
select (select count(*) from taken) as taken, array(
  select w.merchant_id
  from (select distinct merchant_id from numbered) w
  where not exists (
      select 1 from webhook_endpoint q where q.merchant_id = w.merchant_id
        and q.name in ('primary', 'order-urls') and q.status <> 'DELETED')
    and exists (
      select 1
      from (select distinct n.order_ref from numbered n where n.merchant_id = w.merchant_id) n
        cross join lateral (
          select m.details ->> 'metadata.webhook_url' as url
          from merchant_order m where m.id = n.order_ref
          offset 0) o
      where o.url <> '')
  ) as homeless
