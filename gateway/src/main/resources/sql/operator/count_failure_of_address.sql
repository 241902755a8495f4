insert into sign_in_failure as f (address, failures, since) values (:address, 1, :now)
on conflict (address) do update set
  failures = case when f.since < :windowStart then 1 else f.failures + 1 end,
  since = case when f.since < :windowStart then :now else f.since end,
  locked_until = case when f.since >= :windowStart and f.failures + 1 >= :max * 3
    then :lockUntil else f.locked_until end
