update audit_head set id = :id, hash = :hash
