-- Counts one in each bucket and tells how many that makes in its window; one that has ended begins
-- anew. In the order of the buckets, so that two callers never wait for each other.
insert into otp_count as c (bucket, used, ends_at)
select bucket, 1, :ends
from unnest(cast(:buckets as text[])) as wanted (bucket)
order by bucket
on conflict (bucket) do update set
  used = case when c.ends_at <= :now then 1 else c.used + 1 end,
  ends_at = case when c.ends_at <= :now then excluded.ends_at else c.ends_at end
returning bucket, used, ends_at
