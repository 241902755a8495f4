select id, gateway, credentials is not null as linked, balance_minor, balance_currency,
  last_refreshed
from wallet where id = :id
