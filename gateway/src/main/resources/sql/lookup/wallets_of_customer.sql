select id, gateway, coalesce(gateway_reference_id, '') as reference, provider_account_id,
  case when credentials is null then 'UNLINKED' else 'LINKED' end as status, balance_minor,
  balance_currency, last_refreshed, created_at
from wallet where customer_id = :customer order by created_at, id
