select prefix, label, created_by, created_at, expires_at, revoked_at, last_used_at, scopes,
  addresses
from api_key where merchant_id = :id order by created_at
