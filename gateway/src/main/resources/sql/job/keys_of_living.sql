select id, sealing_keys
from server_process
where alive_until > now()
order by id
