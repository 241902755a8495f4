select * from webhook_endpoint where id = :id
