select id as id, secrets as value
from provider_account
where id > :after
  and secrets is not null
  and encode(substring(secrets from 2 for 4), 'hex') <> :key
order by id
limit :limit
