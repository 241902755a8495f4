-- The orders of payments as orders are shown, but with these payments, whichever is the latest of
-- its order; for many callers.
select v.*, i.caller
from json_to_recordset(cast(:callers as json)) as i (caller integer, txn text)
  cross join lateral (
    select o.*,
-- include order/_payment_columns
      , null as refunds
    from txn t join merchant_order o on o.id = t.order_ref
      join provider_account a on a.id = t.provider_account_id
    where t.id = i.txn
    offset 0) v
