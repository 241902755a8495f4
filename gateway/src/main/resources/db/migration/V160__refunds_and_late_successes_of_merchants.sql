-- What a merchant's people look for is found among the merchant's own, however much others have.

-- A refund names its merchant. Servers of the version before do not write it while they are
-- replaced, and rows that are not filled in yet are changed: then the trigger does.
alter table refund add column merchant_id text;
create function name_merchant_of_refund() returns trigger language plpgsql as $$
begin
  select merchant_id into strict new.merchant_id from merchant_order where id = new.order_ref;
  return new;
end $$;
create trigger refund_names_merchant before insert or update on refund
  for each row when (new.merchant_id is null) execute function name_merchant_of_refund();
alter table refund add constraint refund_has_merchant check (merchant_id is not null) not valid;

-- Payments that were charged after they had counted as failed. They are few, so that a table of
-- them costs other payments no index.
create table late_success (
  txn_id      text primary key,
  merchant_id text not null,
  -- when it was charged
  at          timestamptz not null
);
create index late_success_newest_first on late_success (merchant_id, at desc, txn_id);

-- By the owner's rights: those of the servers' role are given once all migrations are done.
create function note_late_success() returns trigger language plpgsql
security definer set search_path = public as $$
begin
  insert into late_success (txn_id, merchant_id, at)
  select t.id, o.merchant_id, new.at
  from txn t join merchant_order o on o.id = t.order_ref where t.id = new.txn_id
  on conflict (txn_id) do nothing;
  return null;
end $$;
create trigger txn_move_is_late_success after insert on txn_move
  for each row
  when (new.to_status = 'CHARGED'
    and new.from_status in ('PRESUMED_FAILED', 'DECLINED', 'NOT_SENT'))
  execute function note_late_success();
