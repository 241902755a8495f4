delete from checkout_step where begun_at < :then
