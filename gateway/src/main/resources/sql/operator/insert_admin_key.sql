insert into admin_key (hash, prefix, name, merchant_id, permissions, created_by, created_at,
  expires_at)
values (:hash, :prefix, :name, :merchant, :permissions, :by, :now, :expiresAt)
