select id, hash from audit_head for update
