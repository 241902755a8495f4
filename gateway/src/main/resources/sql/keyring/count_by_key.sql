select encode(substring(value from 2 for 4), 'hex') as key, count(*) as values
from (
-- include keyring/_sealed
) sealed
group by key
order by key
