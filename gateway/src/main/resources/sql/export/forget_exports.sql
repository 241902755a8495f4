delete from export where id in (
  select id from export where created_at < :before order by created_at limit :limit)
