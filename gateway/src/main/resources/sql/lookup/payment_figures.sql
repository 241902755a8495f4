-- how payments went since then: whole hours, and the minutes of the hour that is not over
select gateway, provider_account_id, status, error, provider_code, bucket, currency,
  sum(payments)::bigint as payments, sum(amount_minor)::bigint as amount_minor,
  max(last_at) as last_at
from (
  select * from payment_figure
  where merchant_id = :merchant and unit = 'HOUR' and at >= :from and at < :hour
  union all
  select * from payment_figure
  where merchant_id = :merchant and unit = 'MINUTE' and at >= :hour and at < :to
) f
group by 1, 2, 3, 4, 5, 6, 7
