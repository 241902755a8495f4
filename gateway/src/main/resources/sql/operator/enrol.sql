update operator set totp_since = :now, totp_step = :step where id = :id and totp_since is null
