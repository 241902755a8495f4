-- For many callers; each order is looked up alone, however many the planner expects.
select l.*, i.caller
from json_to_recordset(cast(:callers as json)) as i (caller integer, merchant text, "order" text)
  cross join lateral (
-- include order/_view
    where o.merchant_id = i.merchant and o.order_id = i."order"
    offset 0) l
