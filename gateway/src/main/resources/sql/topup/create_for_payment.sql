-- For a payment that waits, unless somebody is adding money already or its time is over.
with p as (
  update txn set status = 'FUNDS_IN_TRANSIT', updated_at = :now
  where id = :txn and status = 'AWAITING_FUNDS' and funds_until > :now
  returning id, funds_until
), p_moved as (
  insert into txn_move (txn_id, at, from_status, to_status, actor, cause)
  select p.id, :now, 'AWAITING_FUNDS', 'FUNDS_IN_TRANSIT', 'CUSTOMER', 'money is being added'
  from p
), t as (
  insert into topup (id, merchant_id, txn_id, wallet_id, provider_account_id, gateway,
    reference, amount_minor, currency, status, link_until, give_up_at, next_check_at,
    trace_parent, created_at, updated_at)
  select :id, :merchant, p.id, :wallet, :account, :gateway, :reference, :minor, :currency,
    'NEW', p.funds_until, p.funds_until, p.funds_until, :trace, :now, :now
  from p
  returning id
), moved as (
  insert into topup_move (topup_id, at, to_status, actor, cause)
  select t.id, :now, 'NEW', 'CUSTOMER', 'a payment needs it' from t
)
select count(*) from t
