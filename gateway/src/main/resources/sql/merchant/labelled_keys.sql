select prefix, label, created_by, created_at, expires_at, revoked_at
from api_key where merchant_id = :id order by created_at
