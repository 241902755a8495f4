-- The event down to which a list looks when it looks at :scan deliveries, the merchant's endpoints
-- together; null when it looks at all that are left.
with mine as (
  select id from webhook_endpoint
  where merchant_id = :merchant and (cast(:endpoint as text) is null or id = :endpoint)
), share as (
  select greatest(:scan / greatest(count(*), 1), 1) as rows from mine
)
select max(d.event_number) as number
from mine cross join lateral (
  select w.event_number from webhook_delivery w
  where w.endpoint_id = mine.id and w.event_number <= :before
    and (w.event_number < :before or w.endpoint_id > :beforeEndpoint)
  order by w.event_number desc offset (select rows - 1 from share) limit 1) d
