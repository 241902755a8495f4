select secret from webhook_listener where merchant_id = :merchant
