-- how the last payments of a merchant went, by gateway; as many as are looked at cost the same
with looked as (
  select id from merchant_order where merchant_id = :merchant
  order by created_at desc, id limit :scan
)
select t.gateway, count(*) as payments,
  count(*) filter (where t.status = 'CHARGED') as charged,
  count(*) filter (where t.status in ('DECLINED', 'PRESUMED_FAILED', 'NOT_SENT')) as declined,
  count(*) filter (where (t.next_check_at is not null and t.status <> 'PRESUMED_FAILED')
    or t.status = 'MANUAL_REVIEW') as open,
  coalesce(extract(epoch from percentile_disc(0.5) within group (order by t.updated_at - t.sent_at)
    filter (where t.status = 'CHARGED' and t.checks = 0)) * 1000, 0)::bigint as median_ms,
  coalesce(extract(epoch from percentile_disc(0.95) within group (order by t.updated_at - t.sent_at)
    filter (where t.status = 'CHARGED' and t.checks = 0)) * 1000, 0)::bigint as slow_ms,
  max(t.updated_at) filter (where t.status = 'CHARGED') as last_charged,
  coalesce(sum(t.amount_minor) filter (where t.status = 'CHARGED'), 0)::bigint as charged_minor,
  min(t.currency) as currency
from looked o
  -- order by order: never the whole table beside it
  cross join lateral (select * from txn where order_ref = o.id offset 0) t
group by t.gateway order by payments desc
