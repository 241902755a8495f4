-- money whose end is open, by its age; of each kind at most :scan are looked at, the longest open
-- first
with open as (
  (select t.created_at, t.amount_minor, t.currency
  from provider_account a
    cross join lateral (
      select * from txn
      where provider_account_id = a.id and
-- include lookup/_open_txn_statuses
        and next_check_at is not null
      order by created_at, id limit :scan) t
  where a.merchant_id = :merchant order by t.created_at limit :scan)
  union all
  (select created_at, amount_minor, currency
  from refund
  where merchant_id = :merchant and
-- include lookup/_open_transaction
    and next_check_at is not null
  order by created_at, id limit :scan)
  union all
  (select created_at, amount_minor, currency
  from topup
  where merchant_id = :merchant and
-- include lookup/_open_transaction
    and next_check_at is not null
  order by created_at, id limit :scan)
)
select case
    when created_at > cast(:now as timestamptz) - interval '10 minutes' then 'TEN_MINUTES'
    when created_at > cast(:now as timestamptz) - interval '1 hour' then 'HOUR'
    when created_at > cast(:now as timestamptz) - interval '1 day' then 'DAY'
    else 'OLDER'
  end as age, currency, count(*) as transactions, sum(amount_minor)::bigint as amount_minor
from open group by 1, 2 order by min(created_at) desc
