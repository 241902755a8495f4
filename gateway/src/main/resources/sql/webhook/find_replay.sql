select * from webhook_replay where id = :id and merchant_id = :merchant
