-- Returns what was claimed and not sent: due as before, and without the attempt that was counted.
update webhook_delivery w set status = case when w.attempts > 1 then 'RETRYING' else 'PENDING' end,
  due_at = g.due, attempts = w.attempts - 1, lease = null, lease_until = null, updated_at = :now
from json_to_recordset(cast(:claims as json)) as g (endpoint text, event bigint, lease text,
  due timestamptz)
where w.endpoint_id = g.endpoint and w.event_number = g.event and w.lease = g.lease
returning w.event_number
