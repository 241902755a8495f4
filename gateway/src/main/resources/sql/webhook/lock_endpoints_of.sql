select id from merchant where id = :merchant for update
