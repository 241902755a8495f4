delete from client_auth_token where customer_id = :customer
