select * from merchant where id = :id
