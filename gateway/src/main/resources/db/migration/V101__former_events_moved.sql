-- What waits in the former queue goes to the log, and from there to whoever waits for it.
with waiting as (
  delete from event
  returning seq, id, merchant_id, name, order_ref, txn_id, refund_id, topup_id, wallet_id,
    created_at
)
insert into webhook_event (id, merchant_id, name, subject, order_ref, txn_id, refund_id, topup_id,
  wallet_id, created_at)
select id, merchant_id, name, coalesce(order_ref, topup_id, wallet_id, ''), order_ref, txn_id,
  refund_id, topup_id, wallet_id, created_at
from waiting order by seq;

-- Listeners go on after the number that they know.
insert into webhook_stream (merchant_id, number, event_number)
select e.merchant_id, e.number, e.number
from webhook_event e join webhook_listener l on l.merchant_id = e.merchant_id
where not exists (select 1 from webhook_queue q where q.number = e.number)
union all
select merchant_id, number, event_number from webhook_repeat;
