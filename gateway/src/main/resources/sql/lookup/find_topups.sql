with place as (
  select p.id, 'top-up id' as by from topup p where p.id = :text
  union all
  select p.id, 'topup_txn_id' from topup p
  where p.merchant_id = :merchant and p.topup_txn_id = :text
  union all
  select p.id, 'our reference' from topup p where p.reference = :text
  union all
  (select p.id, 'provider reference' from topup p
    where p.provider_reference = :text and p.provider_reference <> ''
      and p.merchant_id = :merchant limit :limit)
)
select 'TOPUP' as kind, f.by, p.id, coalesce(t.order_ref, '') as order_ref, w.customer_id,
  coalesce(p.topup_txn_id, p.id) as label, p.status, p.amount_minor, p.currency,
  p.created_at as at
from place f
  join topup p on p.id = f.id and p.merchant_id = :merchant
  join wallet w on w.id = p.wallet_id
  left join txn t on t.id = p.txn_id
limit :limit
