select count(*) from customer where merchant_id = :merchant
