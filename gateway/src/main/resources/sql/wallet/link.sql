update wallet w set credentials = :credentials,
  linked_country_code = a.country_code, linked_number = a.mobile_number,
  link_generation = link_generation + 1, balance_minor = null,
  balance_currency = null, last_refreshed = null, renewing_until = null
from wallet_authentication a
where w.id = :id and a.wallet_id = w.id
returning w.id
