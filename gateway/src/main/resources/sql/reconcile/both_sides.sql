-- the statement names a refund by our own reference
-- include reconcile/_references
  select r.reference from statement_line l
    join refund n on n.reference = l.name join refund r on r.reference = n.reference
  where l.kind = 'REFUND'
-- include reconcile/_our_debits
  select 'REFUND', r.reference,
-- include reconcile/_our_refunds
-- include reconcile/_their_lines
    where t.reference = l.name and l.kind = 'DEBIT'
    union all
    select t.provider_account_id = any (:accounts) from refund r
      join txn t on t.id = r.txn_id
    where r.reference = l.name and l.kind = 'REFUND'
  ) account on true
order by kind, name
