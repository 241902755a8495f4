with given as (
  select * from unnest(cast(:fields as text[]), cast(:values as text[])) as it (field, value)
), gone as (
  delete from merchant_branding
  where merchant_id = :merchant and field in (select field from given where value = '')
)
insert into merchant_branding (merchant_id, field, value)
select :merchant, field, value from given where value <> ''
on conflict (merchant_id, field) do update set value = excluded.value
