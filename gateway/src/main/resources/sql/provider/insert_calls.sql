-- Nothing rests on these rows, so that their commit does not wait for the disk.
with quick as (
  select set_config('synchronous_commit', 'off', true)
), written as (
  insert into provider_call (started_at, took_ms, operation, gateway, provider_account_id,
    reference, wallet_id, outcome, error, provider_code, http_status, exchanges)
  select c.at, c.took_ms, c.operation, c.gateway, c.account, c.reference, c.wallet, c.outcome,
    c.error, c.code, c.status, c.exchanges
  from quick, json_to_recordset(cast(:calls as json)) as c (at timestamptz, took_ms integer,
    operation text, gateway text, account text, reference text, wallet text, outcome text,
    error text, code text, status integer, exchanges json)
  returning 1
)
select count(*) as written from written
