-- An event as it went to each endpoint: every attempt, and what waits for its first.
select coalesce(a.at, d.updated_at) as at, e.name, p.name as endpoint,
  'whd_' || substr(e.id, 8) || '_' || substr(d.endpoint_id, 5) as delivery,
  d.status, coalesce(a.attempt, 0) as attempt, coalesce(a.http_status, 0) as http_status,
  coalesce(a.error, d.reason) as error, coalesce(a.took_ms, 0) as took_ms
from webhook_event e
  join webhook_endpoint p on p.merchant_id = e.merchant_id
  join webhook_delivery d on d.endpoint_id = p.id and d.event_number = e.number
  left join webhook_attempt a on a.endpoint_id = d.endpoint_id and a.event_number = d.event_number
where e.subject = :order and e.merchant_id = :merchant
order by at desc limit 200
