with place as (
  select 'CUSTOMER' as kind, 'customer id' as by, c.id, '' as wallet
  from customer c where c.id = :text
  union all
  select 'CUSTOMER', 'object_reference_id', c.id, ''
  from customer c where c.merchant_id = :merchant and c.object_reference_id = :text
  union all
  (select 'CUSTOMER', 'mobile number', c.id, '' from customer c
    where c.merchant_id = :merchant and c.mobile_number = any(:numbers) limit :limit)
  union all
  (select 'CUSTOMER', 'e-mail', c.id, '' from customer c
    where c.merchant_id = :merchant and lower(c.email_address) = :email and :email <> ''
    limit :limit)
  union all
  select 'WALLET', 'wallet id', w.customer_id, w.id from wallet w where w.id = :text
  union all
  (select 'WALLET', 'mobile number', w.customer_id, w.id
    from wallet w join customer c on c.id = w.customer_id and c.merchant_id = :merchant
    where w.linked_number = any(:numbers) limit :limit)
)
select p.kind, p.by, case p.kind when 'WALLET' then w.id else c.id end as id, '' as order_ref,
  c.id as customer_id, case p.kind when 'WALLET' then w.gateway else c.object_reference_id end
    as label,
  case when p.kind <> 'WALLET' then '' when w.credentials is null then 'UNLINKED' else 'LINKED' end
    as status,
  w.balance_minor as amount_minor, w.balance_currency as currency,
  coalesce(w.created_at, c.created_at) as at
from place p
  join customer c on c.id = p.id and c.merchant_id = :merchant
  left join wallet w on w.id = p.wallet
limit :limit
