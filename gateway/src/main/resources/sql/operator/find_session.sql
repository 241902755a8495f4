-- include operator/_operator
,
-- include operator/_session
from operator_session s join operator o on o.id = s.operator_id
where s.id = :id and s.expires_at > :now and s.seen_at > :seenSince and o.disabled_at is null
