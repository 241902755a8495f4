select * from customer where merchant_id = :merchant
order by created_at desc, id limit :count offset :offset
