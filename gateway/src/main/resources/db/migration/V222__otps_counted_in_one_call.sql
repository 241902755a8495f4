-- Counts one in each bucket whose window has room for it, in all or, where one is full, in none:
-- what is refused must not use up what others share. A window that has ended begins anew. In the
-- order of the buckets, so that two callers never wait for each other.
--
-- Returns when the last window ends of those that are full; null when it is counted.
create function count_otp(wanted text[], maxima integer[], at timestamptz, ends timestamptz)
returns timestamptz language plpgsql as $$
declare
  full_until timestamptz;
begin
  with counted as (
    insert into otp_count as c (bucket, used, ends_at)
    select w.bucket, 1, ends from unnest(wanted) as w (bucket) order by w.bucket
    on conflict (bucket) do update set
      used = case when c.ends_at <= at then 1 else c.used + 1 end,
      ends_at = case when c.ends_at <= at then excluded.ends_at else c.ends_at end
    returning c.bucket, c.used, c.ends_at
  )
  select max(c.ends_at) into full_until
  from counted c join unnest(wanted, maxima) as w (bucket, most) on w.bucket = c.bucket
  where c.used > w.most;
  if full_until is not null then
    -- undoes what this block has counted
    raise exception using errcode = 'OTPFL';
  end if;
  return null;
exception when sqlstate 'OTPFL' then
  return full_until;
end $$;
