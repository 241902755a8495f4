-- Events of every change that merchants are told of.

-- The id of an event: its time in milliseconds, then 80 random bits.
create function event_id(at timestamptz) returns text language sql volatile parallel safe as $$
  select 'evt_V2_' || lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0')
    || left(r.hex, 8) || right(r.hex, 12)
  from (select replace(gen_random_uuid()::text, '-', '') as hex) r
$$;

-- Several statements link a wallet or forget its credentials. What a merchant is told of it is a
-- rule of the row, whichever statement writes it.
create function tell_of_link() returns trigger language plpgsql as $$
begin
  insert into event (id, merchant_id, name, wallet_id, created_at)
  select event_id(clock_timestamp()), c.merchant_id,
    case when new.credentials is null then 'WALLET_DELINKED' else 'WALLET_LINKED' end,
    new.id, clock_timestamp()
  from customer c where c.id = new.customer_id;
  return null;
end $$;

create trigger wallet_tells_of_link after update of credentials on wallet
  for each row when (new.link_generation <> old.link_generation
    and (new.credentials is not null or old.credentials is not null))
  execute function tell_of_link();
