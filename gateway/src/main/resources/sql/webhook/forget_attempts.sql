with old as (
  select endpoint_id, event_number, attempt from webhook_attempt
  where endpoint_id = :endpoint and event_number <= :number order by event_number limit :limit
), gone as (
  delete from webhook_attempt b using old
  where b.endpoint_id = old.endpoint_id and b.event_number = old.event_number
    and b.attempt = old.attempt returning 1
)
select count(*) as gone from gone
