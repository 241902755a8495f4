-- A new link, which ends the authentication that led to it. Comes back as the wallet afterwards.
with a as (
  update wallet_authentication set state = null, attempts_left = 0
  where wallet_id = :id
  returning country_code, mobile_number
), w as (
  update wallet set credentials = :credentials,
    linked_country_code = a.country_code, linked_number = a.mobile_number,
    link_generation = link_generation + 1, balance_minor = null,
    balance_currency = null, last_refreshed = null, renewing_until = null
  from a
  where wallet.id = :id
  returning wallet.*
)
-- include wallet/_stored_columns
from w join customer c on c.id = w.customer_id
