select exists (
    select 1 from merchant_order o join txn t on t.order_ref = o.id
    where o.customer_id = :customer
      and (t.next_check_at is not null or t.status = 'MANUAL_REVIEW'))
  or exists (
    select 1 from merchant_order o join refund r on r.order_ref = o.id
    where o.customer_id = :customer
      and (r.next_check_at is not null or r.status = 'MANUAL_REVIEW')
    offset 0)
  or exists (
    select 1 from wallet w join topup p on p.wallet_id = w.id
    where w.customer_id = :customer
      and (p.next_check_at is not null or p.status = 'MANUAL_REVIEW')
    offset 0) as open
