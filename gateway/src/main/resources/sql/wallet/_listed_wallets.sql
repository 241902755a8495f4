select l.*, i.caller
from json_to_recordset(cast(:callers as json)) as i (caller integer, customer text,
    merchant text)
  cross join lateral (
    select w.id, c.id as customer_id, w.provider_account_id, w.gateway,
      w.gateway_reference_id, w.mobile_number, w.link_generation,
      w.balance_minor, w.balance_currency, w.last_refreshed,
      w.credentials is not null as linked, w.created_at
    from customer c left join wallet w on w.customer_id = c.id
