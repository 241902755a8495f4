insert into operator_passkey_challenge (challenge, expires_at) values (:challenge, :expiresAt)
on conflict do nothing
