with old as (
  select endpoint_id, event_number from webhook_body
  where endpoint_id = :endpoint and event_number <= :number order by event_number limit :limit
), gone as (
  delete from webhook_body b using old
  where b.endpoint_id = old.endpoint_id and b.event_number = old.event_number returning 1
)
select count(*) as gone from gone
