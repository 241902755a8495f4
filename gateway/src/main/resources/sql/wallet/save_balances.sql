-- A balance that was read over an older link is nothing to a newer one.
update wallet w set balance_minor = read.minor, balance_currency = read.currency,
  last_refreshed = :now
from json_to_recordset(cast(:balances as json)) as read (wallet text, generation integer,
  minor bigint, currency text)
where w.id = read.wallet and w.link_generation = read.generation and w.credentials is not null
returning w.id
