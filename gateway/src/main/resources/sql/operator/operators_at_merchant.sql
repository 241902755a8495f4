-- include operator/_operator
from operator o
where exists (select 1 from operator_grant g
  where g.operator_id = o.id and g.merchant_id in (:merchant, '*'))
order by o.login
