select w.*, w.credentials is not null as linked, c.merchant_id,
  c.object_reference_id as customer_reference, c.mobile_country_code,
  coalesce(w.mobile_number, c.mobile_number) as mobile
