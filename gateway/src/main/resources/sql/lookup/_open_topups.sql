looked as (
  select * from topup
  where merchant_id = :merchant and
-- include lookup/_open_transaction
    and created_at >= :from and created_at < :to and created_at < :openBefore
    and created_at >= :afterAt and (created_at > :afterAt or id > :afterId)
  order by created_at, id limit :scan
)
