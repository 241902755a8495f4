select merchant_id as id, receiver as value
from alert_rule
where merchant_id > :after
  and receiver is not null
  and encode(substring(receiver from 2 for 4), 'hex') <> :key
order by merchant_id
limit :limit
