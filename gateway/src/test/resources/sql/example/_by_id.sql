where id = :id
