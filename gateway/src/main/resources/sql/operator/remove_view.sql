delete from operator_view
where operator_id = :operator and merchant_id = :merchant and name = :name
