-- A balance that was read over an older link is nothing to a newer one. The provider can be asked
-- again: the commit does not wait for the disk.
with quick as (
  select set_config('synchronous_commit', 'off', true)
)
update wallet w set balance_minor = read.minor, balance_currency = read.currency,
  last_refreshed = :now
from quick, json_to_recordset(cast(:balances as json)) as read (wallet text, generation integer,
  minor bigint, currency text)
where w.id = read.wallet and w.link_generation = read.generation and w.credentials is not null
returning w.id
