select exists (select 1 from refund r join txn t on t.id = r.txn_id
  where r.order_ref = :order and r.amount_minor = :minor and r.created_at > :since
    and t.second_charge = :second)
