-- How many deliveries a replay would send again, and between which numbers.
select count(*) as total, coalesce(min(d.event_number), 0) as first,
  coalesce(max(d.event_number), -1) as last
from webhook_event e
  join webhook_delivery d on d.endpoint_id = :endpoint and d.event_number = e.number
where e.merchant_id = :merchant and e.id >= :since and e.id < :before
  and e.created_at >= :after and e.created_at < :until
  and d.status = any (:statuses)
  and (cardinality(cast(:names as text[])) = 0 or e.name = any (:names))
