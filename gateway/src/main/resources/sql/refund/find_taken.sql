-- What a statement whose answer was lost had taken.
with c as (select * from refund where id = :id and status = 'SENDING' and take = :take)
-- include refund/_full
