select attempt, at, took_ms, http_status, error, address, answer, body_sha256
from webhook_attempt where endpoint_id = :endpoint and event_number = :event
order by attempt
