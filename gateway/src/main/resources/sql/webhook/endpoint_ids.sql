select id from webhook_endpoint
