-- Payments on a provider's page, for which no wallet is linked.
alter table txn
  alter column wallet_id drop not null,
  -- until then the customer may open the provider's page
  add column link_until timestamptz,
  -- until then the customer may be busy there
  add column give_up_at timestamptz check (give_up_at >= link_until),
  add check ((wallet_id is null) = (link_until is not null)),
  add check ((link_until is null) = (give_up_at is null)),
  -- a wait for money is a wait for a wallet's
  add check (wallet_id is not null or add_money = '');

-- One that the customer did not make in time is still asked about: it may be made late.
alter table txn drop constraint txn_next_check;
alter table txn add constraint txn_next_check check (
  case
    when status in ('SENDING', 'UNKNOWN', 'PENDING', 'NEEDS_CUSTOMER')
      then next_check_at is not null
    when status = 'DECLINED' and error in ('NOT_FOUND', 'EXPIRED') then true
    else next_check_at is null
  end);
