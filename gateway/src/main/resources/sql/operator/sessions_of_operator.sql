select
-- include operator/_session
from operator_session s
where s.operator_id = :operator and s.expires_at > :now and s.seen_at > :seenSince
order by s.created_at desc
