update operator_invitation set used_at = :now where operator_id = :operator and used_at is null
