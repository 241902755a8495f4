select * from refund_batch where id = :id and merchant_id = :merchant
