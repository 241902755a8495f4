delete from notification where received_at < :then and status <> 'WAITING'
