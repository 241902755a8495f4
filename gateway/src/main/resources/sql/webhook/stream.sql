-- Events in the order of their fan-out, and those that were sent again, after a number.
select s.stream_number, e.*, null as order_id
from (
  (select number as stream_number, number from webhook_event
    where merchant_id = :merchant and number > :after order by number limit :count)
  union all
  (select number as stream_number, event_number as number from webhook_repeat
    where merchant_id = :merchant and number > :after order by number limit :count)) s
  join webhook_event e on e.number = s.number
where cast(:names as text[]) is null or e.name = any (:names)
order by s.stream_number limit :count
