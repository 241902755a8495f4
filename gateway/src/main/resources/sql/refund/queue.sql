-- Stores refunds of many callers, no two of one order, where the order allows it, and says what
-- that came to. The orders' rows are locked: all that is read here counts only together. `txn`
-- names a second charge; null for the payment that paid the order. `minor` is null for all that is
-- left.
with c as (
  select c.*
  from json_to_recordset(cast(:callers as json)) as c (caller integer, "order" text, txn text,
    id text, request text, reference text, minor bigint, countMax integer, since timestamptz,
    now timestamptz, due timestamptz, trace text)
  where
-- include refund/_locked
), read as (
  select c.*, o.merchant_id, o.currency, o.refund_count, paid.txn_id, known.is_known,
    known.same_content, coalesce(c.minor, rest.minor) as wished, rest.minor as most
  from c
  -- each looked up for itself, however many the planner expects
  left join lateral (
    select merchant_id, amount_minor, refunded_minor, refund_count, currency
    from merchant_order where id = c."order" and status = 'CHARGED'
    offset 0) o on true
  left join lateral (
    select t.id as txn_id, t.amount_minor from txn t
    where t.order_ref = c."order" and t.status = 'CHARGED'
      and case when c.txn is null then not t.second_charge
        else t.id = c.txn and t.second_charge end
    order by t.attempt limit 1) paid on true
  left join lateral (
    select case when c.txn is null then o.amount_minor - o.refunded_minor
      else paid.amount_minor - coalesce((select sum(r.amount_minor) from refund r
        where r.order_ref = c."order" and r.txn_id = paid.txn_id and r.status <> 'DECLINED'), 0)
      end as minor
    where o.merchant_id is not null and paid.txn_id is not null
    offset 0) rest on true
  left join lateral (
    select true as is_known, coalesce(c.minor = amount_minor, true) as same_content
    from refund where order_ref = c."order" and unique_request_id = c.request
    offset 0) known on true
), verdict as (
  select read.*, case
    when most is null then 'NOT_CHARGED'
    when is_known then case when same_content then 'KNOWN' else 'OTHER_CONTENT' end
    when wished > most or wished = 0 then 'EXCEEDS'
    when refund_count >= countMax then 'TOO_MANY'
    when exists (select from refund r join txn t on t.id = r.txn_id
      where r.order_ref = read."order" and r.created_at > read.since
        and r.amount_minor = read.wished
        and t.second_charge = (read.txn is not null)
      offset 0) then 'SAME_AMOUNT_JUST_NOW'
    else 'QUEUED' end as verdict
  from read
), counted as (
  update merchant_order o set refunded_minor = o.refunded_minor
      + case when v.txn is null then v.wished else 0 end,
    refund_count = o.refund_count + 1, updated_at = v.now
  from verdict v
  where o.id = any (array(select "order" from c)) and o.id = v."order" and v.verdict = 'QUEUED'
  returning v.caller
), c_refund as (
  insert into refund (id, merchant_id, order_ref, txn_id, unique_request_id, reference,
    amount_minor, currency, status, next_check_at, trace_parent, created_at, updated_at)
  select v.id, v.merchant_id, v."order", v.txn_id, v.request, v.reference, v.wished,
    v.currency, 'QUEUED', v.due, v.trace, v.now, v.now
  from verdict v join counted using (caller)
  returning *
), event as (
  insert into webhook_event (id, merchant_id, name, subject, order_ref, txn_id, refund_id,
    created_at)
  select event_id(r.created_at), r.merchant_id, 'REFUND_INITIATED', r.order_ref, r.order_ref,
    r.txn_id, r.id, r.created_at
  from c_refund r
), moved as (
  insert into refund_move (refund_id, at, to_status, actor, cause)
  select r.id, r.created_at, 'QUEUED', 'MERCHANT', 'refund asked for' from c_refund r
), queued as (
-- include refund/_full_columns
  from c_refund c
-- include refund/_full_joins
)
select v.caller, v.verdict, queued.* from verdict v left join queued on queued.id = v.id
