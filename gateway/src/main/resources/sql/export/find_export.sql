-- include export/_export
where id = :id and merchant_id = :merchant
