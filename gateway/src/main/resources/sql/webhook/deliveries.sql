-- Newest first, after a place in the list. Each endpoint of the merchant is read for itself, by its
-- key.
select
-- include webhook/_delivery_columns
from webhook_endpoint p
  cross join lateral (
    select w.* from webhook_delivery w
    where w.endpoint_id = p.id
      and (cast(:status as text) is null or w.status = :status)
      and (cast(:event as bigint) is null or w.event_number = :event)
      and w.event_number <= :before
      and (w.event_number < :before or w.endpoint_id > :beforeEndpoint)
      and exists (select 1 from webhook_event v where v.number = w.event_number
        and (cast(:subject as text) is null or v.subject = :subject)
        and v.created_at >= :after and v.created_at < :until
        offset 0)
    order by w.event_number desc limit :count) d
  join webhook_event e on e.number = d.event_number
  left join merchant_order o on o.id = e.order_ref
where p.merchant_id = :merchant and (cast(:endpoint as text) is null or p.id = :endpoint)
order by d.event_number desc, d.endpoint_id limit :count
