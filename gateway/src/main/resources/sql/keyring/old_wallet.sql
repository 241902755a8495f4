select id as id, credentials as value
from wallet
where id > :after
  and credentials is not null
  and encode(substring(credentials from 2 for 4), 'hex') <> :key
order by id
limit :limit
