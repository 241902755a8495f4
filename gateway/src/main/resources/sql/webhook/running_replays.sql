select id from webhook_replay where status = 'RUNNING' order by id
