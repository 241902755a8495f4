delete from alert where id in (
  select id from alert where ended_at < :before order by ended_at limit :limit)
