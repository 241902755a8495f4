-- No row comes back when the merchant has used the id before.
with t as (
  insert into topup (id, merchant_id, topup_txn_id, wallet_id, provider_account_id, gateway,
    reference, amount_minor, currency, return_url, status, link_until, give_up_at,
    next_check_at, trace_parent, created_at, updated_at)
  values (:id, :merchant, :name, :wallet, :account, :gateway, :reference, :minor, :currency,
    :returnUrl, 'NEW', :linkUntil, :giveUpAt, :linkUntil, :trace, :now, :now)
  on conflict (merchant_id, topup_txn_id) do nothing
  returning id
), moved as (
  insert into topup_move (topup_id, at, to_status, actor, cause)
  select t.id, :now, 'NEW', 'MERCHANT', 'asked for' from t
)
select count(*) from t
