with old as (
  select id, status from txn where id = :txn for update
), t as (
  update txn set status = 'FUNDED', next_check_at = :now, updated_at = :now
  from old
  where txn.id = old.id and funds_until > :now
    and old.status in ('AWAITING_FUNDS', 'FUNDS_IN_TRANSIT')
  returning txn.id, old.status as from_status
)
insert into txn_move (txn_id, at, from_status, to_status, actor, cause)
select id, :now, from_status, 'FUNDED', 'CUSTOMER', 'the balance is enough' from t
