insert into checkout_session (browser, order_ref, customer_id, proven, guest_id, wallet_id,
  linking_for, otp_sent_at, expires_at)
values (:browser, :order, :customer, :proven, :guest, :wallet, :owner, :sentAt, :expiresAt)
on conflict (browser, order_ref) do update set
  customer_id = excluded.customer_id, proven = excluded.proven, guest_id = excluded.guest_id,
  wallet_id = excluded.wallet_id, linking_for = excluded.linking_for,
  otp_sent_at = excluded.otp_sent_at, expires_at = excluded.expires_at
