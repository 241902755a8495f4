-- Only what was tried before: who has just asked for a refund sends it.
update refund set next_check_at = :now
where order_ref = :order and status = 'QUEUED' and checked_at is not null and next_check_at > :now
