-- As much as is worth counting; what is not due yet is not looked at.
with recursive
-- include webhook/_queues
select (select count(*) from (
    select 1 from queues q cross join lateral (
      select 1 from webhook_delivery d
      where d.due_at is not null and d.queue = q.queue and d.due_at <= :now
      offset 0) d
    where q.due_at <= :now limit 100000) b) as backlog,
  (select min(due_at) from queues) as oldest,
  (select count(*) from webhook_endpoint where status = 'PAUSED') as paused
