update webhook_replay set status = 'CANCELLED', updated_at = :now
where id = :id and merchant_id = :merchant and status = 'RUNNING'
returning id
