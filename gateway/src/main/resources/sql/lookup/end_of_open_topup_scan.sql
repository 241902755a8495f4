-- the last open top-up that a slice looked at
with
-- include lookup/_open_topups
select created_at, id from looked order by created_at, id offset :scan - 1 limit 1
