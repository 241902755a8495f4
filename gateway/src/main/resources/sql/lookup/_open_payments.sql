-- A merchant's payments whose end is open, longest open first: those that are asked about again
-- and those that wait for a person. While its call is under way a payment is not among them.
looked as (
  select t.* from provider_account a
    cross join lateral (
      select * from txn
      where provider_account_id = a.id and
-- include lookup/_open_txn_statuses
        and created_at >= :from and created_at < :to and created_at < :openBefore
        and created_at >= :afterAt and (created_at > :afterAt or id > :afterId)
      order by created_at, id limit :scan) t
  where a.merchant_id = :merchant
  order by t.created_at, t.id limit :scan
)
