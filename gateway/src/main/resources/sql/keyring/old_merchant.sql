select id as id, response_key as value
from merchant
where id > :after
  and response_key is not null
  and encode(substring(response_key from 2 for 4), 'hex') <> :key
order by id
limit :limit
