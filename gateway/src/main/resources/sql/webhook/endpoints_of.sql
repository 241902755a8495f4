select * from webhook_endpoint
where merchant_id = :merchant and status <> 'DELETED' order by created_at, id
