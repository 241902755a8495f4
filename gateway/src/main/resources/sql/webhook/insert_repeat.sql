insert into webhook_repeat (number, merchant_id, event_number)
values (nextval('webhook_event_number'), :merchant, :event)
returning number
