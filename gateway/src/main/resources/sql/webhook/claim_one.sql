-- Takes one delivery for an attempt that a person asked for, wherever it stands, unless it is being
-- sent.
with claimed as (
  update webhook_delivery w set status = 'SENDING', due_at = null, lease = :lease,
    lease_until = clock_timestamp() + make_interval(secs => :leaseSeconds),
    attempts = w.attempts + 1, updated_at = :now
  from (select endpoint_id, event_number, status, due_at from webhook_delivery
    where endpoint_id = :endpoint and event_number = :event for update) old
  where w.endpoint_id = old.endpoint_id and w.event_number = old.event_number
    and old.status <> 'SENDING'
  returning w.endpoint_id, w.event_number, w.queue, w.url, w.attempts, w.retries, w.lease,
    w.updated_at as claimed_at, coalesce(old.due_at, w.updated_at) as was_due_at,
    old.status as old_status, old.due_at as old_due_at
)
select c.*, e.number, e.id, e.merchant_id, e.name, e.order_ref, e.txn_id, e.refund_id, e.topup_id,
  e.wallet_id, e.created_at,
  coalesce(r.trace_parent, t.trace_parent, p.trace_parent) as trace_parent
from claimed c join webhook_event e on e.number = c.event_number
  left join txn t on t.id = e.txn_id left join refund r on r.id = e.refund_id
  left join topup p on p.id = e.topup_id
