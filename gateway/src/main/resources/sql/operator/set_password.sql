update operator set password_hash = :hash where id = :id
