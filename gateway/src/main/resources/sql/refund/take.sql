-- Takes a queued refund for sending. `alone` says whether no other one of its payment may be open.
with c as (
  update refund r set status = 'SENDING', sender = :sender, take = :take, sent_at = :now,
    next_check_at = :deadline, updated_at = :now, refunded_before = (
      select coalesce(sum(amount_minor), 0) from refund done
      where done.order_ref = r.order_ref and done.txn_id = r.txn_id
        and done.status = 'SUCCEEDED')
  where r.id = :id and r.status = 'QUEUED' and (:alone = 'NO' or not exists (
    select 1 from refund other
    where other.order_ref = r.order_ref and other.txn_id = r.txn_id
      and other.status in ('SENDING', 'UNKNOWN', 'PENDING', 'PRESUMED_FAILED', 'MANUAL_REVIEW')
    -- looked up by the order, never hashed from all refunds that are open
    offset 0))
  returning *
), moved as (
  insert into refund_move (refund_id, at, from_status, to_status, actor, cause)
  select c.id, :now, 'QUEUED', 'SENDING', 'CALL', 'sending' from c
)
-- include refund/_full
