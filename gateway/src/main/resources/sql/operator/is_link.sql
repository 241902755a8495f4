select exists (select 1 from operator_invitation
  where token = :token and used_at is null and expires_at > :now and signs_in)
