-- include lookup/_references_of_order
select c.started_at, c.took_ms, c.operation, c.gateway, c.outcome, c.error, c.provider_code,
  c.http_status, c.exchanges
from named n join provider_call c on c.reference = n.reference and c.reference <> ''
order by c.started_at desc limit 200
