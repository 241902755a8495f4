select * from webhook_endpoint
where merchant_id = :merchant and (id = :name or name = :name) and status <> 'DELETED'
