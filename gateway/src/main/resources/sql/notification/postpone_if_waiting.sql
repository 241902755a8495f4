update notification set next_attempt_at = :next
where id = :id and status = 'WAITING'
