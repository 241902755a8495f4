select * from audit_entry where id > :after order by id limit :limit
