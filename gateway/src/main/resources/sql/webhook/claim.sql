-- Takes what is due, of each queue as much as it has room for.
with recursive
-- include webhook/_queues
, rooms as (
  select r.queue, r.room
  from json_to_recordset(cast(:rooms as json)) as r (queue text collate "C", room integer)
), due as (
  (select d.endpoint_id, d.event_number
    from queues q join rooms r on r.queue = q.queue cross join lateral (
      select w.endpoint_id, w.event_number
      from webhook_delivery w
      where w.due_at is not null and w.queue = q.queue and w.due_at <= :now
      order by w.due_at, w.event_number
      limit r.room
      for update skip locked) d
    where q.due_at <= :now)
  union all
  -- queues that this process has not sent anything of lately
  (select d.endpoint_id, d.event_number
    from queues q cross join lateral (
      select w.endpoint_id, w.event_number
      from webhook_delivery w
      where w.due_at is not null and w.queue = q.queue and w.due_at <= :now
      order by w.due_at, w.event_number
      limit :room
      for update skip locked) d
    where q.due_at <= :now and not exists (select 1 from rooms r where r.queue = q.queue)
    limit :others)
  limit :most
), claimed as (
  update webhook_delivery w set status = 'SENDING', due_at = null, lease = :lease,
    lease_until = clock_timestamp() + make_interval(secs => :leaseSeconds),
    attempts = w.attempts + 1, updated_at = :now
  from due
  where w.endpoint_id = due.endpoint_id and w.event_number = due.event_number
    and w.due_at is not null
  returning w.endpoint_id, w.event_number, w.queue, w.url, w.attempts, w.retries, w.lease
)
select c.*, e.number, e.id, e.merchant_id, e.name, e.order_ref, e.txn_id, e.refund_id, e.topup_id,
  e.wallet_id, e.created_at,
  coalesce(r.trace_parent, t.trace_parent, p.trace_parent) as trace_parent
from claimed c join webhook_event e on e.number = c.event_number
  left join txn t on t.id = e.txn_id left join refund r on r.id = e.refund_id
  left join topup p on p.id = e.topup_id
order by e.number
