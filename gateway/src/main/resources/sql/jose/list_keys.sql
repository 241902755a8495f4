select * from message_key where merchant_id = :merchant order by created_at, kid
