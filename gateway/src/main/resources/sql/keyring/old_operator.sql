select id as id, totp_secret as value
from operator
where id > :after
  and totp_secret is not null
  and encode(substring(totp_secret from 2 for 4), 'hex') <> :key
order by id
limit :limit
