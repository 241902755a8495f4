with looked as (
  select id from merchant_order where merchant_id = :merchant
  order by created_at desc, id limit :scan
)
select t.gateway, t.error, t.provider_code, count(*) as times
from looked o
  -- order by order: never the whole table beside it
  cross join lateral (select * from txn where order_ref = o.id offset 0) t
where t.error <> ''
group by t.gateway, t.error, t.provider_code order by times desc limit 20
