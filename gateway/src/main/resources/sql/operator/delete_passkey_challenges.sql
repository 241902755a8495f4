delete from operator_passkey_challenge where expires_at < :now
