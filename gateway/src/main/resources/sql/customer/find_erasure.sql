select jsonb_pretty(certificate) as certificate from customer_erasure where customer_id = :customer
