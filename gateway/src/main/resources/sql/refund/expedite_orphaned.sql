update refund m set next_check_at = :now
where status = 'SENDING' and next_check_at > :now and not exists (
  select 1 from server_process p
  where p.id = m.sender and p.alive_until > now())
