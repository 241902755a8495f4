select merchant_id as id, secret as value
from webhook_listener
where merchant_id > :after
  and secret is not null
  and encode(substring(secret from 2 for 4), 'hex') <> :key
order by merchant_id
limit :limit
