update notification set next_attempt_at = :lease, attempts = attempts + 1
where id in (select id from notification
  where status = 'WAITING' and next_attempt_at <= :now
  order by next_attempt_at, id limit :limit for update skip locked)
returning id, provider_account_id, headers, body, attempts
