), r as (
  update refund set status = old."to", error = old.error, provider_code = old.code,
    provider_message = old.message, next_check_at = old.next, not_found_count = 0,
    sent_at = case when old."to" = 'QUEUED' then null else refund.sent_at end,
    provider_reference = case when old.providerReference = '' then refund.provider_reference
      else old.providerReference end,
    updated_at = old.now
  from old
  -- looked up by their keys, however few refunds there are when the plan is made
  where refund.id = any (array(select id from old)) and refund.id = old.id
    and refund.reference = old.reference
    and old.from_status = any (old."from") and (old.take is null or refund.take = old.take)
  returning refund.*, old.caller, old.from_status, old.actor, old.cause
), moved as (
  insert into refund_move (refund_id, at, from_status, to_status, actor, cause,
    provider_code, provider_message)
  select r.id, r.updated_at, r.from_status, r.status, r.actor, r.cause, r.provider_code,
    r.provider_message
  from r
), counted as (
  update merchant_order set updated_at = r.updated_at, refunded_minor = case
      when r.status = 'DECLINED' then refunded_minor - r.amount_minor
      -- more may have gone back than was paid
      else least(merchant_order.amount_minor, refunded_minor + r.amount_minor)
    end
  from r join txn t on t.id = r.txn_id
  where merchant_order.id = r.order_ref and not t.second_charge
    and (r.status = 'DECLINED') <> (r.from_status = 'DECLINED')
), next_one as (
  -- Where refunds have no name of their own at the provider, the next one of the order waits for
  -- the end of this one. Only what was tried before: who has just asked for a refund sends it.
  update refund set next_check_at = n.now
  from (
    select w.id, r.updated_at as now
    from r cross join lateral (
      select f.id from refund f
      where f.order_ref = r.order_ref and f.id <> r.id and f.status = 'QUEUED'
        and f.checked_at is not null and f.next_check_at > r.updated_at
      offset 0) w
    where r.status in ('SUCCEEDED', 'DECLINED')
    offset 0) n
  where refund.id = n.id and refund.status = 'QUEUED'
), booked as (
  insert into money_journal (reference, kind, merchant_id, order_ref,
    provider_account_id, gateway, amount_minor, currency, provider_reference, at)
  select r.reference, 'REFUND', o.merchant_id, o.id, t.provider_account_id, t.gateway,
    r.amount_minor, r.currency, r.provider_reference, r.updated_at
  from r join txn t on t.id = r.txn_id join merchant_order o on o.id = r.order_ref
  where r.status = 'SUCCEEDED'
), event as (
  insert into webhook_event (id, merchant_id, name, subject, order_ref, txn_id, refund_id,
    created_at)
  select event_id(r.updated_at), o.merchant_id, n.name, o.id, o.id, r.txn_id, r.id, r.updated_at
  from r join merchant_order o on o.id = r.order_ref
    join (values ('SUCCEEDED', 'ORDER_REFUNDED'), ('DECLINED', 'ORDER_REFUND_FAILED'),
      ('MANUAL_REVIEW', 'REFUND_MANUAL_REVIEW_NEEDED')) n (status, name)
      on n.status = r.status
)
select r.caller, r.id from r
