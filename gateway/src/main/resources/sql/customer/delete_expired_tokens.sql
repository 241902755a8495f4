delete from client_auth_token where expires_at < :then
