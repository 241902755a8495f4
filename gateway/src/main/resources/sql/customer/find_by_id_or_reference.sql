-- our own id wins where both exist
select * from customer
where merchant_id = :merchant and (id = :key or object_reference_id = :key)
order by id = :key desc limit 1
