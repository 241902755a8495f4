-- Nothing rests on these rows, so that their commit does not wait for the disk.
with quick as (
  select set_config('synchronous_commit', 'off', true)
)
insert into provider_health (provider_account_id, gateway)
select a.account, a.gateway
from quick, json_to_recordset(cast(:accounts as json)) as a (account text, gateway text)
order by a.account
on conflict do nothing
