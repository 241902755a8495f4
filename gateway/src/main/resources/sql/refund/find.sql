with c as (select * from refund where id = :id)
-- include refund/_full
