select count(*) from notification
where provider_account_id = :account and received_at >= :since
  and status in ('FORGED', 'UNREADABLE')
