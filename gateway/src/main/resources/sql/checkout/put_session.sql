insert into checkout_seat (browser, order_ref, customer_id, proven, wallet_id,
  otp_sent_at, expires_at)
values (:browser, :order, :customer, :proven, :wallet, :sentAt, :expiresAt)
on conflict (browser, order_ref) do update set
  customer_id = excluded.customer_id, proven = excluded.proven,
  wallet_id = excluded.wallet_id, otp_sent_at = excluded.otp_sent_at,
  expires_at = excluded.expires_at
