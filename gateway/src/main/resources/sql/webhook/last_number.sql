select coalesce(max(number), 0) as number from webhook_stream where merchant_id = :merchant
