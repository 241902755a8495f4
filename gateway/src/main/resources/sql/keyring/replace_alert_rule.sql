update alert_rule
set receiver = :new
where merchant_id = :id and receiver = :old
