-- A payment that is begun without a wallet: its customer is to choose one in the hosted checkout.

create or replace function is_sound_txn(attempt integer, reference text, wallet_id text,
  amount_minor bigint, status text, error text, customer_url text, second_charge boolean,
  next_check_at timestamptz, funds_until timestamptz, link_until timestamptz,
  give_up_at timestamptz)
returns boolean language plpgsql immutable parallel safe as $$
begin
  return attempt between 1 and 25
    and length(reference) = 26
    and amount_minor > 0
    and status in ('SENDING', 'UNKNOWN', 'PENDING', 'AWAITING_CONFIRMATION', 'AWAITING_WALLET',
      'AWAITING_FUNDS', 'FUNDS_IN_TRANSIT', 'FUNDED', 'AWAITING_REDIRECT', 'MANUAL_REVIEW',
      'CHARGED', 'PRESUMED_FAILED', 'DECLINED', 'NOT_SENT')
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
    and (status <> 'AWAITING_WALLET' or wallet_id is null)
    -- on a provider's page or in our checkout, or from a wallet
    and (wallet_id is null) = (link_until is not null)
    and (link_until is null) = (give_up_at is null)
    and (give_up_at is null or give_up_at >= link_until);
end $$;

drop index txn_in_flight;
create unique index txn_in_flight on txn (order_ref)
  where status in ('SENDING', 'UNKNOWN', 'PENDING', 'AWAITING_CONFIRMATION', 'AWAITING_WALLET',
    'AWAITING_FUNDS', 'FUNDS_IN_TRANSIT', 'FUNDED', 'AWAITING_REDIRECT', 'MANUAL_REVIEW');
