select id from operator_session
where expires_at > :now and seen_at > :seenSince
order by created_at desc limit :max
