insert into payment_figure (merchant_id, unit, at, gateway, provider_account_id, status, error,
  provider_code, bucket, currency, payments, amount_minor, last_at)
select merchant_id, 'HOUR', date_trunc('hour', at, 'UTC'), gateway, provider_account_id, status,
  error, provider_code, bucket, currency, sum(payments)::bigint, sum(amount_minor)::bigint,
  max(last_at)
from payment_figure
where unit = 'MINUTE' and at >= :from and at < :to
group by 1, 3, 4, 5, 6, 7, 8, 9, 10
