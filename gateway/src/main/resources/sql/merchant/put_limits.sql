insert into merchant_limit (merchant_id, refund_minor, refunds_a_day_minor, payment_minor,
  payments_a_day, changed_at)
values (:id, cast(:refund as bigint), cast(:refundsADay as bigint), cast(:payment as bigint),
  cast(:paymentsADay as integer), :now)
on conflict (merchant_id) do update set refund_minor = excluded.refund_minor,
  refunds_a_day_minor = excluded.refunds_a_day_minor, payment_minor = excluded.payment_minor,
  payments_a_day = excluded.payments_a_day, changed_at = excluded.changed_at
