select number, created_at from webhook_event where number >= :number order by number limit 1
