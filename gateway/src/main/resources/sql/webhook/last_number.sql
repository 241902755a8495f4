select greatest(
  coalesce((select max(number) from webhook_event), 0),
  coalesce((select max(number) from webhook_repeat), 0)) as number
