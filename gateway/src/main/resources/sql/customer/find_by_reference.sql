select * from customer where merchant_id = :merchant and object_reference_id = :key
