delete from checkout_session where expires_at < :then
