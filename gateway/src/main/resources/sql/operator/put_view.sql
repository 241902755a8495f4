insert into operator_view (operator_id, merchant_id, name, query, created_at)
select :operator, :merchant, :name, :query, :now
where (select count(*) from operator_view
  where operator_id = :operator and merchant_id = :merchant and name <> :name) < 20
on conflict (operator_id, merchant_id, name) do update set query = excluded.query
