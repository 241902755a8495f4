-- include export/_export
where state = 'RUNNING' order by created_at, id limit :limit
