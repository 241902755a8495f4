select * from operator where id = :id
