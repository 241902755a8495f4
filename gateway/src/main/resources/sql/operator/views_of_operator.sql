select name, query from operator_view
where operator_id = :operator and merchant_id = :merchant order by name limit 20
