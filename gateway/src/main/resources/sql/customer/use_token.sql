update client_auth_token t set uses_left = uses_left - 1 from customer c
where t.hash = :hash and t.uses_left > 0 and t.expires_at > :now
  and c.id = t.customer_id
returning c.id, c.merchant_id
