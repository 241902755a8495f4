select distinct encode(substring(value from 2 for 4), 'hex') as key
from (
  (select response_key as value from merchant order by id limit 1000)
  union all
  (select secrets from provider_account order by id limit 1000)
  union all
  (select credentials from wallet where credentials is not null order by id limit 10)
) sealed
