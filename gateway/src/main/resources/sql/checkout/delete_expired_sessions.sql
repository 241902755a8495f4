delete from checkout_seat where expires_at < :then
