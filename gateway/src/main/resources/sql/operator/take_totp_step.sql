update operator set totp_step = :step where id = :id and totp_step < :step
