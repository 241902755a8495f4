delete from operator_grant where operator_id = :operator and merchant_id = :merchant
