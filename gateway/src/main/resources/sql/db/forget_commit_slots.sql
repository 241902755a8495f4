with old as (
  select id from commit_slot
  -- by the database's clock: what another machine's says must not forget a slot in use
  where used_at < least(:before, now() - interval '1 day')
  limit :limit
  for update skip locked
), gone as (
  delete from commit_slot where id in (select id from old) returning 1
)
select count(*) as gone from gone
