with gone as (
  delete from checkout_framer
  where merchant_id = :merchant and origin <> all (:origins)
)
insert into checkout_framer (merchant_id, origin)
select :merchant, unnest(cast(:origins as text[])) on conflict do nothing
