select * from merchant order by created_at, id
