-- What listeners of a merchant see after a number.
select s.number as stream_number, e.*, null as order_id
from webhook_stream s join webhook_event e on e.number = s.event_number
where s.merchant_id = :merchant and s.number > :after
  and (cast(:names as text[]) is null or e.name = any (:names))
order by s.number limit :count
