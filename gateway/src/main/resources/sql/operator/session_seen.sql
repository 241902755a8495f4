with s as (update operator_session set seen_at = :now where id = :id returning operator_id)
update operator set last_seen_at = :now from s where operator.id = s.operator_id
