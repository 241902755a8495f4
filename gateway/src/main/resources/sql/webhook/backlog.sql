-- As much as is worth counting.
with recursive
-- include webhook/_queues
select (select count(*) from (select 1 from webhook_delivery d
    where d.due_at is not null and d.due_at <= :now limit 100000) b) as backlog,
  (select min(due_at) from queues) as oldest,
  (select count(*) from webhook_endpoint where status = 'PAUSED') as paused
