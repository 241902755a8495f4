-- Ids follow time closely enough: the oldest are found by the key, without an index of times.
with gone as (
  delete from provider_call
  where id < (select min(id) from provider_call) + :limit and started_at < :then
  returning 1
)
select count(*) as gone from gone
