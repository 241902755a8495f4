with old as (
  select c.*, l.*
  from json_to_recordset(cast(:callers as json)) as c (caller integer, id text,
      reference text, "from" text[], "to" text, error text, code text, message text, url text,
      next timestamptz, providerReference text, now timestamptz, actor text,
      cause text, orderStatus text, refundId text, refundReference text, take text)
    cross join lateral (
      select t.status as from_status, m.status = 'CHARGED' as is_paid
      from txn t join merchant_order m on m.id = t.order_ref
      where t.id = c.id
