-- A merchant's lines, newest first, by the index of the one thing that is asked for (:by); what is
-- asked for besides is looked for among :scan of them. The end of these comes with each row, and
-- alone when none matches. Each order is that of one index only, so that no plan takes another.
with looked as (
  (select * from audit_entry
  where :by = 'OBJECT' and merchant_id = :merchant
    and (object, -id) > (:object, -cast(:before as bigint)) and object <= :object
  order by object, -id limit :scan)
  union all
  (select * from audit_entry
  where :by = 'ACTOR' and merchant_id = :merchant
    and (actor, -id) > (:actor, -cast(:before as bigint)) and actor <= :actor
  order by actor, -id limit :scan)
  union all
  (select * from audit_entry
  where :by = 'ACTION' and merchant_id = :merchant
    and (action, -id) > (:action, -cast(:before as bigint)) and action <= :action
  order by action, -id limit :scan)
  union all
  (select * from audit_entry
  where :by = '' and merchant_id = :merchant and -id > -cast(:before as bigint)
  order by -id limit :scan)
), fitting as (
  select * from looked
  where (:actor = '' or actor = :actor) and (:action = '' or action = :action)
  order by id desc limit :limit
)
select e.looked_at, e.end_id, f.*
from (select count(*) as looked_at, min(id) as end_id from looked) e left join fitting f on true
order by f.id desc
