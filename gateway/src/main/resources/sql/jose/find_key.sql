select * from message_key where merchant_id = :merchant and kid = :kid
