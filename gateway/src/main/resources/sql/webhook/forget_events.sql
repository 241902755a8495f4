with old as (
  select number from webhook_event where number <= :number order by number limit :limit
), gone as (
  delete from webhook_event b using old where b.number = old.number returning 1
)
select count(*) as gone from gone
