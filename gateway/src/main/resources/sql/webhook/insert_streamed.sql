insert into webhook_stream (merchant_id, event_number)
select merchant_id, :event from webhook_listener where merchant_id = :merchant
returning number
