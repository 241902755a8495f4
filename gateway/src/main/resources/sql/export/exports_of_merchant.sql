-- include export/_export
where merchant_id = :merchant order by created_at desc, id limit :limit
