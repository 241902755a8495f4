-- What is known of a merchant's own accounts, and of all others at the same gateways.
select gateway, provider_account_id = any(cast(:own as text[])) as is_own, count(*) as known,
  count(stage) as troubled, count(*) filter (where stage = 'DOWN') as down, min(since) as since
from provider_health
where gateway = any(cast(:gateways as text[])) and last_call_at >= :forgotten
  and (stage is not null or (calls_in_window >= :enough and last_call_at > :lately))
group by 1, 2
