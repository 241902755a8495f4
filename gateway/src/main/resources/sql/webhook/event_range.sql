select coalesce((select number from webhook_event order by number limit 1), 0) as first,
  coalesce((select number from webhook_event order by number desc limit 1), -1) as last
