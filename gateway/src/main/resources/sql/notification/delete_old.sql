with old as (
  select id from notification where received_at < :then and status <> 'WAITING'
  order by received_at limit :limit
)
delete from notification n using old where n.id = old.id
