update webhook_listener
set secret = :new
where merchant_id = :id and secret = :old
