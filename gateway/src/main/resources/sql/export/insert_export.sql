-- only so many of a merchant run at a time
insert into export (id, merchant_id, kind, filter, state, requested_by, created_at, place)
select :id, :merchant, :kind, cast(:filter as json), 'RUNNING', :by, :now, :place
where (select count(*) from export where merchant_id = :merchant and state = 'RUNNING') < :max
