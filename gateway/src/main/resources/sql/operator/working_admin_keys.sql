select hash from admin_key
where revoked_at is null and (expires_at is null or expires_at > :now)
order by created_at desc limit :max
