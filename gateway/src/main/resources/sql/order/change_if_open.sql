-- A payment that only waits for the choice of a wallet gives way to the change: no provider knows
-- of it.
with waiting as (
  select id from txn where order_ref = :ref and status = 'AWAITING_WALLET' for update
), changed as (
  update merchant_order o set
    amount_minor = coalesce(:minor, amount_minor),
    customer_id = case when :given = '' then customer_id
      else :customer end,
    customer_given = case when :given = '' then customer_given
      else :given end,
    details = details || cast(:details as jsonb), updated_at = :now,
    status = case when status = 'PENDING_CUSTOMER' then 'NEW' else status end
  where id = :ref and (status in ('NEW', 'FAILED', 'NOT_SENT')
      or (status = 'PENDING_CUSTOMER' and exists (select 1 from waiting)))
    and (coalesce(:minor, amount_minor) = amount_minor or not exists (
      select 1 from txn t where t.order_ref = o.id
        and t.status = 'PRESUMED_FAILED' offset 0))
  returning id, merchant_id
), replaced as (
  update txn set status = 'DECLINED', error = :replaced, next_check_at = null, updated_at = :now
  from waiting, changed
  where txn.id = waiting.id
  returning txn.id
), replaced_moved as (
  insert into txn_move (txn_id, at, from_status, to_status, actor, cause)
  select id, :now, 'AWAITING_WALLET', 'DECLINED', 'MERCHANT', 'the order was changed'
  from replaced
), replaced_event as (
  insert into webhook_event (id, merchant_id, name, subject, order_ref, txn_id, created_at)
  select event_id(:now), changed.merchant_id, 'TXN_FAILED', changed.id, changed.id, replaced.id,
    :now
  from replaced cross join changed
)
select count(*) from changed
