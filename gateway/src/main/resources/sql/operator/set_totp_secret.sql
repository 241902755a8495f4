update operator set totp_secret = :secret where id = :id and totp_since is null
