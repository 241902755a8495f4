-- A payment writes few rows, but each has its indexes and its keys. What is not needed to find a
-- row, or to keep it true, goes: it was a third of what a payment cost PostgreSQL.

-- These rows are written by the statement that writes, or has just locked, the row that they refer
-- to, and no row that is referred to is ever deleted.
alter table txn drop constraint txn_order_ref_fkey;
alter table txn_move drop constraint txn_move_txn_id_fkey;
alter table refund_move drop constraint refund_move_refund_id_fkey;
alter table topup_move drop constraint topup_move_topup_id_fkey;
alter table money_journal drop constraint money_journal_order_ref_fkey;

-- One index instead of two: moves are only ever read by what moved.
alter table txn_move drop constraint txn_move_pkey;
drop index txn_move_of_txn;
alter table txn_move add primary key (txn_id, id);
alter table refund_move drop constraint refund_move_pkey;
drop index refund_move_of_refund;
alter table refund_move add primary key (refund_id, id);
alter table topup_move drop constraint topup_move_pkey;
drop index topup_move_of_topup;
alter table topup_move add primary key (topup_id, id);
alter table money_journal drop constraint money_journal_pkey;
alter table money_journal drop constraint money_journal_reference_key;
alter table money_journal add primary key (reference);

-- What a dead process was sending is among the few that have a next check.
drop index txn_sending;
drop index refund_sending;

-- A check is read anew by each statement that writes its table, a function only once: together
-- these checks took as long as the rest of the statement. They say what they said before.
alter table merchant_order
  drop constraint merchant_order_id_check,
  drop constraint merchant_order_amount_minor_check,
  drop constraint merchant_order_status_check,
  drop constraint merchant_order_check,
  drop constraint merchant_order_check1,
  drop constraint merchant_order_txn_count_check,
  drop constraint merchant_order_refund_count_check;

create function is_sound_order(id text, amount_minor bigint, status text, refunded_minor bigint,
  txn_count integer, refund_count integer)
returns boolean language plpgsql immutable parallel safe as $$
begin
  return id ~ '^ordeh_[0-9a-f]{32}$'
    and amount_minor > 0
    and status in ('NEW', 'AUTHORIZING', 'PENDING_CUSTOMER', 'CHARGED', 'FAILED', 'NOT_SENT')
    and refunded_minor between 0 and amount_minor
    and (status = 'CHARGED' or refunded_minor = 0)
    and txn_count between 0 and 25
    and refund_count between 0 and 25;
end $$;

alter table merchant_order add constraint merchant_order_is_sound
  check (is_sound_order(id, amount_minor, status, refunded_minor, txn_count, refund_count));

alter table txn
  drop constraint txn_attempt_check,
  drop constraint txn_reference_check,
  drop constraint txn_amount_minor_check,
  drop constraint txn_status_check,
  drop constraint txn_next_check,
  drop constraint txn_second_charge,
  drop constraint txn_add_money_check,
  drop constraint txn_check,
  drop constraint txn_check1,
  drop constraint txn_check2,
  drop constraint txn_check3,
  drop constraint txn_check4,
  drop constraint txn_check5,
  drop constraint txn_check6,
  drop constraint txn_check7;

create function is_sound_txn(attempt integer, reference text, wallet_id text, amount_minor bigint,
  status text, error text, customer_url text, second_charge boolean, next_check_at timestamptz,
  add_money text, add_money_until timestamptz, go_on_at timestamptz, link_until timestamptz,
  give_up_at timestamptz)
returns boolean language plpgsql immutable parallel safe as $$
begin
  return attempt between 1 and 25
    and length(reference) = 26
    and amount_minor > 0
    and status in ('SENDING', 'UNKNOWN', 'PENDING', 'NEEDS_CUSTOMER', 'NEEDS_PERSON', 'CHARGED',
      'DECLINED', 'NOT_SENT')
    and (status <> 'CHARGED' or error = '')
    and (not second_charge or status = 'CHARGED')
    -- what is looked at again has a time for it; what was given up may have one
    and case
      when status in ('SENDING', 'UNKNOWN', 'PENDING', 'NEEDS_CUSTOMER')
        then next_check_at is not null
      when status = 'DECLINED' and error in ('NOT_FOUND', 'EXPIRED') then true
      else next_check_at is null
    end
    -- a wait for money is a wait for a wallet's
    and add_money in ('', 'WAITING', 'ADDING', 'ADDED')
    and (add_money = ''
      or (status = 'NEEDS_CUSTOMER' and add_money_until is not null and wallet_id is not null))
    and (add_money = 'ADDED') = (go_on_at is not null)
    and (status <> 'NEEDS_CUSTOMER' or (add_money <> '') = (customer_url = ''))
    -- on a provider's page, or from a wallet
    and (wallet_id is null) = (link_until is not null)
    and (link_until is null) = (give_up_at is null)
    and (give_up_at is null or give_up_at >= link_until);
end $$;

alter table txn add constraint txn_is_sound
  check (is_sound_txn(attempt, reference, wallet_id, amount_minor, status, error, customer_url,
    second_charge, next_check_at, add_money, add_money_until, go_on_at, link_until, give_up_at));

alter table money_journal
  drop constraint money_journal_kind_check,
  drop constraint money_journal_amount_minor_check,
  drop constraint money_journal_check;

create function is_sound_booking(kind text, order_ref text, amount_minor bigint)
returns boolean language plpgsql immutable parallel safe as $$
begin
  return kind in ('DEBIT', 'REFUND', 'TOPUP')
    and amount_minor > 0
    and (kind = 'TOPUP') = (order_ref is null);
end $$;

alter table money_journal add constraint money_journal_is_sound
  check (is_sound_booking(kind, order_ref, amount_minor));
