-- Newest first: an id begins with its time.
select e.*, o.order_id
from webhook_event e left join merchant_order o on o.id = e.order_ref
where e.merchant_id = :merchant and e.id < :before and e.id >= :since
  and (cast(:name as text) is null or e.name = :name)
  and e.created_at >= :after and e.created_at < :until
order by e.id desc limit :count
