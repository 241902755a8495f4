insert into operator_session (id, operator_id, stage, created_at, seen_at, factor_at, expires_at,
  address, agent)
values (:id, :operator, :stage, :now, :now, :factorAt, :expiresAt, :address, :agent)
