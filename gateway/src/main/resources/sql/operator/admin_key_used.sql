update admin_key set last_used_at = :now where prefix = :prefix
