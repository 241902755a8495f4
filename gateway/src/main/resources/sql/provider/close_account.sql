insert into provider_account_closed (account_id, closed_at, closed_by, reason)
values (:account, :now, :by, :reason)
on conflict do nothing
