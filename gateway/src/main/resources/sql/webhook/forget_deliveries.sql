-- what is being sent is left to the next run
with old as (
  select endpoint_id, event_number from webhook_delivery
  where endpoint_id = :endpoint and event_number <= :number and lease is null
  order by event_number limit :limit
), gone as (
  delete from webhook_delivery b using old
  where b.endpoint_id = old.endpoint_id and b.event_number = old.event_number
    and b.lease is null returning 1
)
select count(*) as gone from gone
