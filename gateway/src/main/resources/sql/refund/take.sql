-- Takes queued refunds of many callers for sending. `alone` says whether no other one of its
-- payment may be open.
with i as (
  select *
  from json_to_recordset(cast(:callers as json)) as i (caller integer, "order" text, id text,
    alone text, take text, sender text, now timestamptz, deadline timestamptz)
  where
-- include refund/_locked
), c as (
  update refund r set status = 'SENDING', sender = i.sender, take = i.take, sent_at = i.now,
    next_check_at = i.deadline, updated_at = i.now, refunded_before = (
      select coalesce(sum(amount_minor), 0) from refund done
      where done.order_ref = r.order_ref and done.txn_id = r.txn_id
        and done.status = 'SUCCEEDED')
  from i
  -- looked up by their keys, however few refunds there are when the plan is made
  where r.id = any (array(select id from i)) and r.id = i.id and r.status = 'QUEUED'
    and (i.alone = 'NO' or not exists (
      select 1 from refund other
      where other.order_ref = r.order_ref and other.txn_id = r.txn_id
        and other.status in ('SENDING', 'UNKNOWN', 'PENDING', 'PRESUMED_FAILED', 'MANUAL_REVIEW')
      -- looked up by the order, never hashed from all refunds that are open
      offset 0))
  returning r.*, i.caller
), moved as (
  insert into refund_move (refund_id, at, from_status, to_status, actor, cause)
  select c.id, c.sent_at, 'QUEUED', 'SENDING', 'CALL', 'sending' from c
)
-- include refund/_full
