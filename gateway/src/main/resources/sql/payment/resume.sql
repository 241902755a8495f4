-- The first reference was refused for want of money and is burnt.
with t as (
  update txn set status = 'SENDING', reference = :reference, sender = :sender, take = '',
    error = '', provider_code = '', provider_message = '',
    sent_at = :now, next_check_at = :deadline, checks = 0, not_found_count = 0,
    updated_at = :now
  where id = :txn and status = 'FUNDED' and reference = :burnt
  returning id, order_ref
), moved as (
  insert into txn_move (txn_id, at, from_status, to_status, actor, cause)
  select t.id, :now, 'FUNDED', 'SENDING', :actor, 'money was added, sent again' from t
), o as (
  update merchant_order set status = 'AUTHORIZING', updated_at = :now
  from t where merchant_order.id = t.order_ref
)
select count(*) from t
