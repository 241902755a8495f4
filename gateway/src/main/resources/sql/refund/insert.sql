with o as (
  update merchant_order set
    refunded_minor = refunded_minor
      + case when cast(:txn as text) is null then :minor else 0 end,
    refund_count = refund_count + 1, updated_at = :now
  where id = :order
  returning id, merchant_id
), r as (
  insert into refund (id, merchant_id, order_ref, txn_id, unique_request_id, reference,
    amount_minor, currency, status, next_check_at, trace_parent, created_at, updated_at)
  select :id, o.merchant_id, o.id, t.id, :request, :reference, :minor, :currency, 'QUEUED', :due,
    :trace, :now, :now
  from o join txn t on t.order_ref = o.id where t.status = 'CHARGED'
    and case when cast(:txn as text) is null then not t.second_charge
      else t.id = :txn end
  order by t.attempt limit 1
  returning id, txn_id
), told as (
  insert into webhook_event (id, merchant_id, name, subject, order_ref, txn_id, refund_id,
    created_at)
  select event_id(:now), o.merchant_id, 'REFUND_INITIATED', o.id, o.id, r.txn_id, r.id, :now
  from r cross join o
)
insert into refund_move (refund_id, at, to_status, actor, cause)
select r.id, :now, 'QUEUED', 'MERCHANT', 'refund asked for' from r
