-- Newest first, after a place in the list. Each endpoint of the merchant is read for itself, by the
-- index of what is asked for (:by): those that ended without success are few among many. Others are
-- looked for down to :floor.
select
-- include webhook/_delivery_columns
from webhook_endpoint p
  cross join lateral (
    (select w.* from webhook_delivery w
    where :by = 'EVENT' and w.event_number = cast(:event as bigint) and
-- include webhook/_delivery_fits
    )
    union all
    (select w.* from webhook_delivery w
    where :by = 'SUBJECT' and w.event_number = any (array(
      select v.number from webhook_event v where v.subject = cast(:subject as text))) and
-- include webhook/_delivery_fits
    )
    union all
    (select w.* from webhook_delivery w
    where :by = 'UNDELIVERED' and w.status in ('FAILED', 'HELD', 'SUPERSEDED') and
-- include webhook/_delivery_fits
    )
    union all
    (select w.* from webhook_delivery w
    where :by = 'NUMBER' and w.event_number >= :floor and
-- include webhook/_delivery_fits
    )) d
  join webhook_event e on e.number = d.event_number
  left join merchant_order o on o.id = e.order_ref
where p.merchant_id = :merchant and (cast(:endpoint as text) is null or p.id = :endpoint)
order by d.event_number desc, d.endpoint_id limit :count
