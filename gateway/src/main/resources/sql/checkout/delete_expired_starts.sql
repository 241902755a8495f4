delete from checkout_start where expires_at < :then
