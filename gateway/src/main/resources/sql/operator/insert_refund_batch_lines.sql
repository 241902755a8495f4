insert into refund_batch_line (batch_id, number, order_id, unique_request_id, amount_minor,
  currency, state)
select :batch, l.number, l.order_id, l.request, l.minor, l.currency, 'WAITING'
from json_to_recordset(cast(:lines as json)) as l (number integer, order_id text, request text,
  minor bigint, currency text)
