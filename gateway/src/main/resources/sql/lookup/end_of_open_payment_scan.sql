-- the last open payment that a slice looked at
with
-- include lookup/_open_payments
select created_at, id from looked order by created_at, id offset :scan - 1 limit 1
