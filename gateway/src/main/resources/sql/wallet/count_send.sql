-- Counts one OTP that is about to be sent for a wallet, and then where its number, its customer and
-- its merchant share a limit with others. No row comes back for a wallet that has had too many.
-- The count holds for all servers at once; its commit does not wait for the disk.
with quick as (
  select set_config('synchronous_commit', 'off', true)
), sent as (
  insert into wallet_authentication as a (wallet_id, attempts_left,
    window_ends_at, sends_in_window)
  select :wallet, 0, cast(:ends as timestamptz), 1 from quick
  on conflict (wallet_id) do update set
    sends_in_window = case
      when a.window_ends_at <= :now then 1 else a.sends_in_window + 1 end,
    window_ends_at = case
      when a.window_ends_at <= :now then excluded.window_ends_at else a.window_ends_at end
  where a.window_ends_at <= :now or a.sends_in_window < :max
  returning a.state
)
select sent.state,
  count_otp(:buckets, cast(:maxima as integer[]), :now, :bucketEnds) as full_until
from sent
