select m.disabled_at, m.order_expiry_minutes, m.wallet_token_seconds, l.refund_minor,
  l.refunds_a_day_minor, l.payment_minor, l.payments_a_day
from merchant m left join merchant_limit l on l.merchant_id = m.id
where m.id = :id
