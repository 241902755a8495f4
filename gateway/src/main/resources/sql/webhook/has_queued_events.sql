select exists (select 1 from webhook_queue) as queued
