-- A refund that certainly failed gives its amount back to what may be refunded; one that succeeded
-- goes into the books, also when it had counted as failed. `take` names the sending that it was
-- learnt of; null where it does not matter.
with old as (
  select id, status from refund where id = :id for update
), r as (
  update refund set status = :to, error = :error, provider_code = :code,
    provider_message = :message, next_check_at = :next, not_found_count = 0,
    sent_at = case when :to = 'QUEUED' then null else refund.sent_at end,
    provider_reference = case when :providerReference = '' then refund.provider_reference
      else :providerReference end,
    updated_at = :now
  from old
  where refund.id = old.id and refund.reference = :reference and old.status = any (:from)
    and (cast(:take as text) is null or refund.take = :take)
  returning refund.*, old.status as from_status
), moved as (
  insert into refund_move (refund_id, at, from_status, to_status, actor, cause,
    provider_code, provider_message)
  select r.id, :now, r.from_status, :to, :actor, :cause, :code, :message from r
), counted as (
  update merchant_order set updated_at = :now, refunded_minor = case
      when r.status = 'DECLINED' then refunded_minor - r.amount_minor
      -- more may have gone back than was paid
      else least(merchant_order.amount_minor, refunded_minor + r.amount_minor)
    end
  from r join txn t on t.id = r.txn_id
  where merchant_order.id = r.order_ref and not t.second_charge
    and (r.status = 'DECLINED') <> (r.from_status = 'DECLINED')
), booked as (
  insert into money_journal (reference, kind, merchant_id, order_ref,
    provider_account_id, gateway, amount_minor, currency, provider_reference, at)
  select r.reference, 'REFUND', o.merchant_id, o.id, t.provider_account_id, t.gateway,
    r.amount_minor, r.currency, r.provider_reference, :now
  from r join txn t on t.id = r.txn_id join merchant_order o on o.id = r.order_ref
  where r.status = 'SUCCEEDED'
), event as (
  insert into webhook_event (id, merchant_id, name, subject, order_ref, txn_id, refund_id,
    created_at)
  select event_id(:now), o.merchant_id, n.name, o.id, o.id, r.txn_id, r.id, :now
  from r join merchant_order o on o.id = r.order_ref
    join (values ('SUCCEEDED', 'ORDER_REFUNDED'), ('DECLINED', 'ORDER_REFUND_FAILED'),
      ('MANUAL_REVIEW', 'REFUND_MANUAL_REVIEW_NEEDED')) n (status, name)
      on n.status = r.status
)
select id from r
