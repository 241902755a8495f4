-- A txn that was given up because its provider did not know it is still asked about for a while:
-- it may have arrived late.
alter table txn drop constraint txn_check;
alter table txn add constraint txn_next_check check (
  case
    when status in ('SENDING', 'UNKNOWN', 'PENDING', 'NEEDS_CUSTOMER')
      then next_check_at is not null
    when status = 'DECLINED' and error = 'NOT_FOUND' then true
    else next_check_at is null
  end);

-- Charged although another txn had paid the order: the customer has paid twice.
alter table txn add column second_charge boolean not null default false;
alter table txn add constraint txn_second_charge check (not second_charge or status = 'CHARGED');
