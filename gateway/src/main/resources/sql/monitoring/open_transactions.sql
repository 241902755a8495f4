-- What is looked at again or waits for a person, by age. Read from the partial indexes of just
-- these rows, so that it costs as much as is open, however much is not.
with unfinished (kind, status, created_at) as (
  (select 'payment', status, created_at from txn
    where next_check_at is not null and status <> 'PRESUMED_FAILED'
    order by next_check_at limit :limit)
  union all
  (select 'payment', status, created_at from txn
    where status = 'MANUAL_REVIEW' order by updated_at limit :limit)
  union all
  (select 'refund', status, created_at from refund
    where next_check_at is not null and status <> 'PRESUMED_FAILED'
    order by next_check_at limit :limit)
  union all
  (select 'refund', status, created_at from refund
    where status = 'MANUAL_REVIEW' order by updated_at limit :limit)
  union all
  (select 'topup', status, created_at from topup
    where next_check_at is not null and status <> 'PRESUMED_FAILED'
    order by next_check_at limit :limit)
  union all
  (select 'topup', status, created_at from topup
    where status = 'MANUAL_REVIEW' order by updated_at limit :limit)
)
select kind, lower(status) as status,
  case
    when created_at > :minute then 'under_1m'
    when created_at > :tenMinutes then 'under_10m'
    when created_at > :hour then 'under_1h'
    when created_at > :day then 'under_1d'
    else 'over_1d'
  end as age,
  count(*) as transactions, min(created_at) as oldest
from unfinished group by 1, 2, 3
