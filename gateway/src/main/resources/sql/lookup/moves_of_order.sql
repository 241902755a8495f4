select m.at, 'PAYMENT' as kind, m.txn_id as part, coalesce(m.from_status, '') as from_status,
  m.to_status, m.actor, m.cause, m.provider_code, m.provider_message, m.id as step
from txn_move m join txn t on t.id = m.txn_id where t.order_ref = :order
union all
select m.at, 'REFUND', m.refund_id, coalesce(m.from_status, ''), m.to_status, m.actor, m.cause,
  m.provider_code, m.provider_message, m.id
from refund_move m join refund r on r.id = m.refund_id where r.order_ref = :order
union all
select m.at, 'TOPUP', m.topup_id, coalesce(m.from_status, ''), m.to_status, m.actor, m.cause,
  m.provider_code, m.provider_message, m.id
from topup_move m join topup p on p.id = m.topup_id join txn t on t.id = p.txn_id
where t.order_ref = :order
order by at, step limit 500
