delete from server_process where id = :id
