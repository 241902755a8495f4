-- the count begins anew with the lock
update operator set
  failures = case when failures + 1 >= :max then 0 else failures + 1 end,
  locked_until = case when failures + 1 >= :max then :lockUntil else locked_until end
where login = :login and not for_development
