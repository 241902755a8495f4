-- include lookup/_references_of_order
select w.received_at, w.provider_account_id, w.status, w.attempts
from named n join notification_reference f on f.reference = n.reference
  join notification w on w.id = f.notification_id
order by w.received_at desc limit 100
