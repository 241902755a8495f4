-- What the books need stays: ids, amounts, times, and where webhooks go.
update merchant_order o set updated_at = :now,
  customer_given = case when o.customer_given = '' then '' else o.customer_id end,
  details = (select coalesce(jsonb_object_agg(d.key, d.value), '{}') from jsonb_each(o.details) d
    where d.key !~ '^(customer_|billing_address_|shipping_address_|description$|udf[0-9]+$)'
      and (d.key !~ '^metadata' or d.key = 'metadata.webhook_url'
        -- a colon in its place
        or d.key like 'metadata.JUSPAY_gateway_reference_id'))
where o.customer_id = :customer
