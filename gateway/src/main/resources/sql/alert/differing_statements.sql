-- accounts whose last comparison with a statement found something
with latest as (
  select distinct on (gateway, reference) gateway, reference, differences
  from reconciliation_run where merchant_id = :merchant
  order by gateway, reference, at desc, id desc
)
select gateway, reference, differences::text as differences
from latest where differences <> '{}'
