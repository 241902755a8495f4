-- Takes over what a dead process was sending, if it was not long ago, to send it again. A process
-- whose heartbeats are late does not take over from itself: its own call is still under way.
with c as (
  update refund set sender = :sender, take = :take, next_check_at = :deadline, updated_at = :now
  where id = :id and status = 'SENDING' and reference = :reference and sent_at >= :notBefore
    and sender <> :sender
    and not exists (
      select 1 from server_process p where p.id = refund.sender and p.alive_until > now())
  returning *
), moved as (
  insert into refund_move (refund_id, at, from_status, to_status, actor, cause)
  select c.id, :now, 'SENDING', 'SENDING', 'RESOLVER',
    'its process died, sent again under the same reference' from c
)
-- include refund/_full
