delete from alert_rule where merchant_id = :merchant
