-- Adds a refund to those of the day, when all together stay within the limit.
insert into merchant_day (merchant_id, day, refunded_minor)
select :merchant, :day, cast(:amount as bigint) where cast(:amount as bigint) <= :most
on conflict (merchant_id, day)
do update set refunded_minor = merchant_day.refunded_minor + excluded.refunded_minor
where merchant_day.refunded_minor + excluded.refunded_minor <= :most
