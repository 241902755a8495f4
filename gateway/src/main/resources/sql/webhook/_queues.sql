-- The queues in which something is due some time, each with its first time. The walk touches one
-- row of the index for each queue, however much is due in it.
queues as (
  (select d.queue, d.due_at from webhook_delivery d where d.due_at is not null
    order by d.queue, d.due_at limit 1)
  union all
  select n.queue, n.due_at
  from queues q cross join lateral (
    select d.queue, d.due_at from webhook_delivery d
    where d.due_at is not null and d.queue > q.queue
    order by d.queue, d.due_at limit 1) n
)
