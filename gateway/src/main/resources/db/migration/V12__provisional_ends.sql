-- An end that rests on not having heard is provisional, for refunds as for payments, and the books
-- cannot be emptied.

alter table refund
  -- which taking of it is under way: a take whose commit's answer was lost is recognised by it
  add column take text not null default '',
  drop constraint refund_status_check,
  drop constraint refund_next_check,
  add constraint refund_status_check check (status in ('QUEUED', 'SENDING', 'UNKNOWN', 'PENDING',
    'MANUAL_REVIEW', 'PRESUMED_FAILED', 'SUCCEEDED', 'DECLINED')),
  add constraint refund_next_check check (case
    when status in ('MANUAL_REVIEW', 'SUCCEEDED', 'DECLINED') then next_check_at is null
    else next_check_at is not null or status = 'PRESUMED_FAILED'
  end);

create trigger money_journal_is_kept before truncate on money_journal
  for each statement execute function refuse_change();
create trigger txn_move_is_kept before truncate on txn_move
  for each statement execute function refuse_change();
create trigger refund_move_is_kept before truncate on refund_move
  for each statement execute function refuse_change();
create trigger topup_move_is_kept before truncate on topup_move
  for each statement execute function refuse_change();
