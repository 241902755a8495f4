-- Top-ups whose end is open, longest open first.
with
-- include lookup/_open_topups
select * from (
-- include lookup/_topup_row
from looked p join wallet w on w.id = p.wallet_id left join txn t on t.id = p.txn_id
) m
-- include lookup/_as_filtered
order by m.created_at, m.id limit :limit
