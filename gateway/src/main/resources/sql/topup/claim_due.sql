with c as (
  update topup set next_check_at = :lease, checked_at = :now, checks = checks + 1
  where id in (select id from topup where next_check_at <= :now
    order by next_check_at limit :limit for update skip locked)
  returning *
)
-- include topup/_with_wallet
