insert into merchant_order (id, merchant_id, order_id, customer_id, customer_given,
  amount_minor, currency, status, details, created_at, updated_at, expires_at)
values (:ref, :merchant, :order, :orderCustomer, :given, :minor, :currency, 'NEW',
  cast(:details as jsonb), :createdAt, :createdAt, cast(:expiresAt as timestamptz))
on conflict (merchant_id, order_id) do nothing
returning id
