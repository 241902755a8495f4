-- What is due for an endpoint that takes nothing now waits there; a deleted one never will.
with held as (
  update webhook_delivery w set
    status = case when p.status = 'DELETED' then 'FAILED' else 'HELD' end,
    reason = case when p.status = 'DELETED' then 'ENDPOINT_DELETED' else '' end,
    due_at = null, updated_at = :now
  from webhook_endpoint p
    cross join lateral (
      select d.endpoint_id, d.event_number from webhook_delivery d
      where d.due_at is not null and d.queue >= p.id collate "C"
        and d.queue < (p.id || '!') collate "C"
      limit :limit for update skip locked) x
  where p.status <> 'ACTIVE' and w.endpoint_id = x.endpoint_id and w.event_number = x.event_number
    and w.endpoint_id = p.id
  returning 1
)
select count(*) as held from held
