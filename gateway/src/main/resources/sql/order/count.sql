select count(*) from merchant_order where merchant_id = :merchant
