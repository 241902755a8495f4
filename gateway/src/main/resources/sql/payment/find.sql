with c as (select * from txn where id = :id)
-- include payment/_of_due
