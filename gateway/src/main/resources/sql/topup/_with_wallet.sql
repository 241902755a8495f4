select c.*, w.device_id, coalesce(w.linked_country_code, u.mobile_country_code) as country,
  coalesce(w.linked_number, w.mobile_number, u.mobile_number) as mobile
from c join wallet w on w.id = c.wallet_id join customer u on u.id = w.customer_id
