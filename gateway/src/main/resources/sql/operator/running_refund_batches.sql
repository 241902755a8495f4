select * from refund_batch where state = 'RUNNING' order by id limit 20
