select order_ref, next_check_at is not null or status = 'PRESUMED_FAILED' as open
from txn where reference = :reference and provider_account_id = :account
union all
select r.order_ref, r.next_check_at is not null or r.status = 'PRESUMED_FAILED'
from refund r join txn t on t.id = r.txn_id
where r.reference = :reference and t.provider_account_id = :account
