-- the statement names a refund by the debit that it gives back
-- include reconcile/_references
  select r.reference from statement_line l
    join txn n on n.reference = l.name join refund r on r.txn_id = n.id
  where l.kind = 'REFUND'
-- include reconcile/_our_debits
  select 'REFUND', t.reference,
-- include reconcile/_our_refunds
-- include reconcile/_their_lines
    where t.reference = l.name
  ) account on true
order by kind, name
