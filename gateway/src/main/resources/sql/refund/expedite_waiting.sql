-- Makes due at once what was last asked about, or begun, within a time.
update refund set next_check_at = :now,
  checks = case when :schedule = 'ANEW' then 0 else checks end
where id in (
  select w.id from refund w
  where w.next_check_at > :now and w.status = any (:statuses)
    and (cast(:account as text) is null or exists (
      select 1 from txn t where t.id = w.txn_id and t.provider_account_id = :account offset 0))
    and coalesce(w.checked_at, w.created_at) between :since and :until
  order by w.next_check_at desc limit :limit for update skip locked)
