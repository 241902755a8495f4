-- the last refund that a slice looked at
select created_at, id from refund
where merchant_id = :merchant and created_at <= :beforeAt
  and (created_at < :beforeAt or id > :afterId)
  and created_at >= :from and created_at < :to
order by created_at desc, id offset :scan - 1 limit 1
