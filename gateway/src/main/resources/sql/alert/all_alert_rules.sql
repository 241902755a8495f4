select merchant_id, receiver, success_percent, success_minutes, open_minutes
from alert_rule order by merchant_id
