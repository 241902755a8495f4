select exists (select 1 from client_auth_token where hash = :hash)
