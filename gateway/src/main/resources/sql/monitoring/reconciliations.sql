-- The latest comparison of each account.
with latest as (
  select distinct on (merchant_id, gateway, reference) gateway, differences, at
  from reconciliation_run order by merchant_id, gateway, reference, at desc, id desc
)
select l.gateway, d.kind, coalesce(sum(d.found), 0) as found,
  extract(epoch from min(l.at)) as oldest
from latest l left join lateral (
  select lower(key) as kind, cast(value as bigint) as found from jsonb_each_text(l.differences)
) d on true
group by 1, 2
