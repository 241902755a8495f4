-- Queues the next few deliveries of a replay; its row is locked, so that two servers do not both.
with r as (
  select * from webhook_replay where id = :id and status = 'RUNNING' for update skip locked
), part as (
  select d.endpoint_id, d.event_number
  from r cross join lateral (
    select w.endpoint_id, w.event_number from webhook_delivery w
    where w.endpoint_id = r.endpoint_id and w.event_number > r.position
      and w.event_number <= r.last_number and w.status = any (r.statuses)
      and (cardinality(r.names) = 0 or exists (select 1 from webhook_event e
        where e.number = w.event_number and e.name = any (r.names) offset 0))
    order by w.event_number limit :limit
    for update) d
), queued as (
  update webhook_delivery w set status = 'PENDING', due_at = :now, retries = 0, reason = '',
    updated_at = :now
  from part
  where w.endpoint_id = part.endpoint_id and w.event_number = part.event_number
    and w.status in ('FAILED', 'HELD', 'SUPERSEDED', 'DELIVERED')
  returning w.event_number
)
update webhook_replay set queued = webhook_replay.queued + (select count(*) from queued),
  position = coalesce((select max(event_number) from part), webhook_replay.last_number),
  status = case when (select count(*) from part) < :limit then 'DONE' else 'RUNNING' end,
  updated_at = :now
from r where webhook_replay.id = r.id
returning webhook_replay.id
