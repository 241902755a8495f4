-- Counts a payment of the day, when the merchant may make one more of this amount; an order that
-- is not known is left to who looks for it.
with o as (
  select coalesce(cast(:amount as bigint), (
    select amount_minor from merchant_order where merchant_id = :merchant and order_id = :order)
  ) as minor
), counted as (
  insert into merchant_day (merchant_id, day, payments)
  select :merchant, :day, 1 from o
  where o.minor <= coalesce(cast(:most as bigint), o.minor)
  on conflict (merchant_id, day) do update set payments = merchant_day.payments + 1
  where merchant_day.payments < coalesce(cast(:count as integer), 2147483647)
  returning 1
)
select case
    when o.minor > cast(:most as bigint) then 'TOO_MUCH'
    when o.minor is not null and (select count(*) from counted) = 0 then 'TOO_MANY'
    else 'ADMITTED'
  end as verdict
from o
