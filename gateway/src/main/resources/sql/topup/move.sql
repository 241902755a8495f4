-- The end of a top-up moves the payment on that waits for its money, or lets the customer try
-- again. A merchant gets one event of a failure, and one of each success.
with old as (
  select id, status from topup where id = :id for update
), t as (
  update topup set status = :to, error = :error, provider_code = :code,
    provider_message = :message, next_check_at = :next,
    opened_at = case when :to = 'OPENED' then :now else topup.opened_at end,
    provider_reference = case when :providerReference = '' then topup.provider_reference
      else :providerReference end,
    not_found_count = 0, updated_at = :now
  from old
  where topup.id = old.id and topup.reference = :reference and old.status = any (:from)
  returning topup.*, old.status as from_status,
    old.status in ('NEW', 'OPENED') and :to <> 'OPENED' as over,
    :to = 'SUCCEEDED' or :goesOn as enough
), moved as (
  insert into topup_move (topup_id, at, from_status, to_status, actor, cause, provider_code,
    provider_message)
  select t.id, :now, t.from_status, :to, :actor, :cause, :code, :message from t
), booked as (
  insert into money_journal (reference, kind, merchant_id, provider_account_id, gateway,
    amount_minor, currency, provider_reference, at)
  select t.reference, 'TOPUP', t.merchant_id, t.provider_account_id, t.gateway,
    t.amount_minor, t.currency, t.provider_reference, :now
  from t where t.status = 'SUCCEEDED'
), event as (
  insert into webhook_event (id, merchant_id, name, subject, topup_id, created_at)
  select event_id(:now), t.merchant_id,
    case when t.status = 'SUCCEEDED' then 'TOPUP_SUCCEEDED' else 'TOPUP_FAILED' end,
    t.id, t.id, :now
  from t where t.topup_txn_id is not null and (t.status = 'SUCCEEDED'
    or (t.status in ('PRESUMED_FAILED', 'FAILED')
      and t.from_status <> 'PRESUMED_FAILED'))
), unfunded as (
  select txn.id, txn.status as from_status, t.enough
  from t join txn on txn.id = t.txn_id
  where (t.enough and txn.status in ('AWAITING_FUNDS', 'FUNDS_IN_TRANSIT'))
    or (not t.enough and t.over and txn.status = 'FUNDS_IN_TRANSIT')
  for update of txn
), payment as (
  update txn set status = case when u.enough then 'FUNDED' else 'AWAITING_FUNDS' end,
    next_check_at = case when u.enough then cast(:now as timestamptz) else funds_until end,
    updated_at = :now
  from unfunded u
  where txn.id = u.id
  returning txn.id, txn.status, u.from_status
), payment_moved as (
  insert into txn_move (txn_id, at, from_status, to_status, actor, cause)
  select id, :now, from_status, status, :actor, :cause from payment
)
select id from t
