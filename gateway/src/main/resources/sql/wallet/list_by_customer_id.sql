-- for many callers; each customer is looked up alone, however many the planner expects
-- include wallet/_listed_wallets
    where c.merchant_id = i.merchant and c.id = i.customer
    offset 0) l
order by i.caller, l.created_at, l.id
