-- A status says by itself what happens next; no second column and no empty text completes it.
-- History rows keep the words of their time: they are only ever added to.

alter table txn drop constraint txn_is_sound;
drop function is_sound_txn(integer, text, text, bigint, text, text, text, boolean, timestamptz,
  text, timestamptz, timestamptz, timestamptz, timestamptz);
drop index txn_in_flight;
drop index txn_for_a_person;
drop index txn_to_go_on;

update txn set
  status = case
    when status = 'NEEDS_PERSON' then 'MANUAL_REVIEW'
    when status = 'DECLINED' then 'PRESUMED_FAILED'
    when link_until is not null then 'AWAITING_REDIRECT'
    when add_money = 'WAITING' then 'AWAITING_FUNDS'
    when add_money = 'ADDING' then 'FUNDS_IN_TRANSIT'
    when add_money = 'ADDED' then 'FUNDED'
    else 'AWAITING_CONFIRMATION'
  end,
  next_check_at = coalesce(go_on_at, next_check_at)
where status in ('NEEDS_PERSON', 'NEEDS_CUSTOMER')
  or (status = 'DECLINED' and error in ('NOT_FOUND', 'EXPIRED'));

alter table txn drop column add_money, drop column go_on_at;
alter table txn rename column add_money_until to funds_until;

create function is_sound_txn(attempt integer, reference text, wallet_id text, amount_minor bigint,
  status text, error text, customer_url text, second_charge boolean, next_check_at timestamptz,
  funds_until timestamptz, link_until timestamptz, give_up_at timestamptz)
returns boolean language plpgsql immutable parallel safe as $$
begin
  return attempt between 1 and 25
    and length(reference) = 26
    and amount_minor > 0
    and status in ('SENDING', 'UNKNOWN', 'PENDING', 'AWAITING_CONFIRMATION', 'AWAITING_FUNDS',
      'FUNDS_IN_TRANSIT', 'FUNDED', 'AWAITING_REDIRECT', 'MANUAL_REVIEW', 'CHARGED',
      'PRESUMED_FAILED', 'DECLINED', 'NOT_SENT')
    and (status <> 'CHARGED' or error = '')
    and (not second_charge or status = 'CHARGED')
    -- what is looked at again has a time for it; what is presumed may have one
    and case
      when status in ('MANUAL_REVIEW', 'CHARGED', 'DECLINED', 'NOT_SENT') then next_check_at is null
      else next_check_at is not null or status = 'PRESUMED_FAILED'
    end
    -- a wait for money is a wait for a wallet's
    and (status not in ('AWAITING_FUNDS', 'FUNDS_IN_TRANSIT', 'FUNDED')
      or (funds_until is not null and wallet_id is not null))
    and (status not in ('AWAITING_CONFIRMATION', 'AWAITING_REDIRECT')
      or (customer_url <> '' and (wallet_id is null) = (status = 'AWAITING_REDIRECT')))
    -- on a provider's page, or from a wallet
    and (wallet_id is null) = (link_until is not null)
    and (link_until is null) = (give_up_at is null)
    and (give_up_at is null or give_up_at >= link_until);
end $$;

alter table txn add constraint txn_is_sound
  check (is_sound_txn(attempt, reference, wallet_id, amount_minor, status, error, customer_url,
    second_charge, next_check_at, funds_until, link_until, give_up_at));

-- One payment of an order at a time, whatever else goes wrong.
create unique index txn_in_flight on txn (order_ref)
  where status in ('SENDING', 'UNKNOWN', 'PENDING', 'AWAITING_CONFIRMATION', 'AWAITING_FUNDS',
    'FUNDS_IN_TRANSIT', 'FUNDED', 'AWAITING_REDIRECT', 'MANUAL_REVIEW');
create index txn_in_manual_review on txn (updated_at) where status = 'MANUAL_REVIEW';

alter table refund drop constraint refund_status_check, drop constraint refund_check;
drop index refund_for_a_person;
update refund set status = 'MANUAL_REVIEW' where status = 'NEEDS_PERSON';
alter table refund
  add constraint refund_status_check check (status in ('QUEUED', 'SENDING', 'UNKNOWN', 'PENDING',
    'MANUAL_REVIEW', 'SUCCEEDED', 'DECLINED')),
  add constraint refund_next_check
    check ((status in ('QUEUED', 'SENDING', 'UNKNOWN', 'PENDING')) = (next_check_at is not null));
create index refund_in_manual_review on refund (updated_at) where status = 'MANUAL_REVIEW';

alter table topup drop constraint topup_status_check, drop constraint topup_check2;
drop index topup_for_a_person;
update topup set status = case
    when status = 'NEEDS_PERSON' then 'MANUAL_REVIEW'
    else 'PRESUMED_FAILED'
  end
where status in ('NEEDS_PERSON', 'ABANDONED')
  or (status = 'FAILED' and error = 'NOT_FOUND' and opened_at is not null);
alter table topup
  add constraint topup_status_check check (status in
    ('NEW', 'OPENED', 'MANUAL_REVIEW', 'SUCCEEDED', 'PRESUMED_FAILED', 'FAILED')),
  add constraint topup_next_check check (case
    when status in ('MANUAL_REVIEW', 'SUCCEEDED', 'FAILED') then next_check_at is null
    else next_check_at is not null or status = 'PRESUMED_FAILED'
  end);
create index topup_in_manual_review on topup (updated_at) where status = 'MANUAL_REVIEW';
