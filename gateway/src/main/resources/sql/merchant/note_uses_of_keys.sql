update api_key set last_used_at = u.at
from unnest(cast(:hashes as text[]), cast(:times as timestamptz[])) u (hash, at)
where api_key.hash = decode(u.hash, 'hex') and (last_used_at is null or last_used_at < u.at)
