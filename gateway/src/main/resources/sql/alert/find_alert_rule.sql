select merchant_id, receiver, success_percent, success_minutes, open_minutes
from alert_rule where merchant_id = :merchant
