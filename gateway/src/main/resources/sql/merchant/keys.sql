select * from api_key where merchant_id = :m order by created_at
