update operator
set totp_secret = :new
where id = :id and totp_secret = :old
