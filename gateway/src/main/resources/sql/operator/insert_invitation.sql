insert into operator_invitation (token, operator_id, signs_in, created_at, expires_at)
values (:token, :operator, :signsIn, :now, :expiresAt)
