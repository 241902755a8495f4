select id, object_reference_id, mobile_country_code, coalesce(mobile_number, '') as mobile_number,
  coalesce(email_address, '') as email_address,
  concat_ws(' ', first_name, last_name) as name, created_at
from customer where id = :customer and merchant_id = :merchant
