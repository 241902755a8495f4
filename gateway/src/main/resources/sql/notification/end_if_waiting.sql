update notification set status = :status, next_attempt_at = null
where id = :id and status = 'WAITING'
