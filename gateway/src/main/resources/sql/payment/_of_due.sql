select c.*, coalesce(w.device_id, '') as device_id, w.customer_id, u.mobile_country_code,
  coalesce(w.mobile_number, u.mobile_number) as mobile
from c left join wallet w on w.id = c.wallet_id left join customer u on u.id = w.customer_id
