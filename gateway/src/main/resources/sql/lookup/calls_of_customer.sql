-- Calls about wallets: linking, renewing, balances, delinking.
select c.started_at, c.took_ms, c.operation, c.gateway, c.outcome, c.error, c.provider_code,
  c.http_status, c.exchanges
from wallet w join lateral (
  select * from provider_call where wallet_id = w.id and reference = '' order by id desc limit 20) c
  on true
where w.customer_id = :customer
order by c.started_at desc limit 50
