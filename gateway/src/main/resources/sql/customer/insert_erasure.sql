insert into customer_erasure (customer_id, merchant_id, at, erased_by, reason, certificate)
values (:customer, :merchant, :at, :by, :reason, cast(:certificate as jsonb))
on conflict (customer_id) do nothing
