-- In parts, so that no row is locked for long; may be run again after it broke off.
do $$
declare
  part text[];
  done text := '';
begin
  loop
    part := array(select id from refund where id > done order by id limit 5000);
    exit when cardinality(part) = 0;
    update refund r set merchant_id = o.merchant_id from merchant_order o
    where r.id = any (part) and r.merchant_id is null and o.id = r.order_ref;
    done := part[cardinality(part)];
    commit;
  end loop;
end $$;

alter table refund validate constraint refund_has_merchant;

insert into late_success (txn_id, merchant_id, at)
select m.txn_id, o.merchant_id, m.at
from txn_move m join txn t on t.id = m.txn_id join merchant_order o on o.id = t.order_ref
where m.to_status = 'CHARGED' and m.from_status in ('PRESUMED_FAILED', 'DECLINED', 'NOT_SENT')
on conflict (txn_id) do nothing;
