select a.*, w.gateway, c.merchant_id, w.credentials is not null as linked
from wallet_authentication a join wallet w on w.id = a.wallet_id
  join customer c on c.id = w.customer_id
