select response_key from merchant where id = :id
