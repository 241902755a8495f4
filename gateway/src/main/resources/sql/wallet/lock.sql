select id from wallet where id = :id for update
