select o.merchant_id, t.wallet_id, t.link_generation
from txn t join merchant_order o on o.id = t.order_ref
where t.id = :txn and t.wallet_id is not null
