-- for many callers; each row is looked up for itself, however many the planner expects
select l.*, i.caller
from json_to_recordset(cast(:callers as json)) as i (caller integer, wallet text,
    merchant text)
  cross join lateral (
-- include wallet/_stored_wallet
    where w.id = i.wallet and c.merchant_id = i.merchant
    offset 0) l
