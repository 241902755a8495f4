-- include alert/_alert
where merchant_id = :merchant and next_at <= :now and attempts < :max
  and told <> case when ended_at is null then 'BEGIN' else 'END' end
order by since desc, id limit :limit
