s.id as session_id, s.operator_id, s.stage, s.created_at as session_created_at, s.seen_at,
s.factor_at, s.expires_at, s.address, s.agent
