-- merchant by merchant and order by order: never a whole table
insert into payment_figure (merchant_id, unit, at, gateway, provider_account_id, status, error,
  provider_code, bucket, currency, payments, amount_minor, last_at)
select m.id, 'MINUTE', date_trunc('minute', o.created_at), t.gateway, t.provider_account_id,
  t.status, t.error, left(t.provider_code, 64),
  case when t.status = 'CHARGED' and t.checks = 0
    then ceil(4 * log(2.0, greatest(1, extract(epoch from t.updated_at - t.sent_at) * 1000)))::int
    else -1 end,
  t.currency, count(*), sum(t.amount_minor)::bigint, max(t.updated_at)
from merchant m
  cross join lateral (select id, created_at from merchant_order
    where merchant_id = m.id and created_at >= :from and created_at < :to offset 0) o
  cross join lateral (select * from txn where order_ref = o.id offset 0) t
group by 1, 3, 4, 5, 6, 7, 8, 9, 10
