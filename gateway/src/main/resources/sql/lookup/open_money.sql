-- money whose end is open, by its age; at most :scan of each kind are looked at, the next due first
with open as (
  (select t.created_at, t.amount_minor, t.currency
  from txn t join merchant_order o on o.id = t.order_ref and o.merchant_id = :merchant
  where t.next_check_at is not null and t.status <> 'PRESUMED_FAILED'
  order by t.next_check_at limit :scan)
  union all
  (select r.created_at, r.amount_minor, r.currency
  from refund r join merchant_order o on o.id = r.order_ref and o.merchant_id = :merchant
  where r.next_check_at is not null and r.status <> 'PRESUMED_FAILED'
  order by r.next_check_at limit :scan)
  union all
  (select p.created_at, p.amount_minor, p.currency
  from topup p
  where p.merchant_id = :merchant and p.next_check_at is not null
    and p.status <> 'PRESUMED_FAILED'
  order by p.next_check_at limit :scan)
)
select case
    when created_at > cast(:now as timestamptz) - interval '10 minutes' then 'TEN_MINUTES'
    when created_at > cast(:now as timestamptz) - interval '1 hour' then 'HOUR'
    when created_at > cast(:now as timestamptz) - interval '1 day' then 'DAY'
    else 'OLDER'
  end as age, currency, count(*) as transactions, sum(amount_minor)::bigint as amount_minor
from open group by 1, 2 order by min(created_at) desc
