-- of ours: those in the books from then on, those open, and those that the statement names. The
-- books have no upper bound: a movement is booked after it was sent, sometimes days later, and
-- the period is that of sending
with debit as (
  select reference from money_journal
  where kind = 'DEBIT' and at >= :from and provider_account_id = any (:accounts)
  union
  select reference from txn
  where status in ('SENDING', 'UNKNOWN', 'PENDING', 'AWAITING_CONFIRMATION',
      'AWAITING_REDIRECT', 'MANUAL_REVIEW')
    and provider_account_id = any (:accounts)
  union
  select name from statement_line where kind = 'DEBIT'
), refund_reference as (
  select reference from money_journal
  where kind = 'REFUND' and at >= :from and provider_account_id = any (:accounts)
  union
  select r.reference from refund r join txn t on t.id = r.txn_id
  where (r.next_check_at is not null or r.status in ('MANUAL_REVIEW', 'PRESUMED_FAILED'))
    and t.provider_account_id = any (:accounts)
  union
