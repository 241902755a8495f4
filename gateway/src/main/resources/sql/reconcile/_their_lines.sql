select case when coalesce(account.of_question, true) then 'THEIRS' else 'OF_ANOTHER' end,
  l.kind, l.name, null, null, null, l.provider_reference, l.amount_minor, l.currency,
  l.state, null, null, l.at, l.line, l.at >= :from and l.at < :to
from statement_line l
  left join lateral (
    select t.provider_account_id = any (:accounts) as of_question from txn t
