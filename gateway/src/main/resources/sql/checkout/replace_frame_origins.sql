with gone as (
  delete from checkout_frame_origin
  where merchant_id = :merchant and origin <> all (:origins)
)
insert into checkout_frame_origin (merchant_id, origin)
select :merchant, unnest(cast(:origins as text[])) on conflict do nothing
