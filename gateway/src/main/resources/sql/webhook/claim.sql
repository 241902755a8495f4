-- Takes what is due, of each queue as much as it has room for: of all queues in which something is
-- due, or of some. Queues take turns: a claim of all begins after the queue that ended the one
-- before. Queues without a recent success are claimed before the others, which could take all of a
-- claim again and again; their own limit leaves enough.
with recursive
-- include webhook/_queues
, rooms as materialized (
  select cast(:proven as jsonb) as proven, cast(:unproven as jsonb) as unproven
), chosen as materialized (
  select queue from queues where :all and due_at <= :now
  union all
  select o.queue collate "C" from unnest(cast(:of as text[])) as o (queue)
), ready as materialized (
  select q.queue, cast(r.proven ->> q.queue as integer) as proven,
    coalesce(cast(r.unproven ->> q.queue as integer), :first) as unproven
  from chosen q cross join rooms r
), due as (
  (select d.*
    from (select * from ready where proven is null
        order by queue <= :afterUnproven, queue) q cross join lateral (
      select w.endpoint_id, w.event_number, w.due_at
      from webhook_delivery w
      where w.due_at is not null and w.queue = q.queue and w.due_at <= :now
      order by w.due_at, w.event_number
      limit q.unproven
      for update skip locked) d
    limit :ofAllUnproven)
  union all
  select d.*
  from (select * from ready where proven > 0
      order by queue <= :afterProven, queue) q cross join lateral (
    select w.endpoint_id, w.event_number, w.due_at
    from webhook_delivery w
    where w.due_at is not null and w.queue = q.queue and w.due_at <= :now
    order by w.due_at, w.event_number
    limit q.proven
    for update skip locked) d
  limit :most
), claimed as (
  update webhook_delivery w set status = 'SENDING', due_at = null, lease = :lease,
    lease_until = clock_timestamp() + make_interval(secs => :leaseSeconds),
    attempts = w.attempts + 1, updated_at = :now
  from due
  where w.endpoint_id = due.endpoint_id and w.event_number = due.event_number
    and w.due_at is not null
  returning w.endpoint_id, w.event_number, w.queue, w.url, w.attempts, w.retries, w.lease,
    w.updated_at as claimed_at, due.due_at as was_due_at
)
select c.*, e.number, e.id, e.merchant_id, e.name, e.order_ref, e.txn_id, e.refund_id, e.topup_id,
  e.wallet_id, e.created_at,
  coalesce(r.trace_parent, t.trace_parent, p.trace_parent) as trace_parent
from claimed c join webhook_event e on e.number = c.event_number
  left join txn t on t.id = e.txn_id left join refund r on r.id = e.refund_id
  left join topup p on p.id = e.topup_id
order by e.number
