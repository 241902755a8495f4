update operator_invitation set used_at = :now
where token = :token and used_at is null and expires_at > :now and not signs_in
