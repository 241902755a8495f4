with c as (
  update txn set next_check_at = :lease, checked_at = :now, checks = checks + 1
  where id in (select id from txn where next_check_at <= :now
    order by next_check_at limit :limit for update skip locked)
  returning *
)
-- include payment/_of_due
