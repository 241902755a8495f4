-- Spends one attempt of the OTP that a wallet waits for, and counts it where its number shares a
-- limit with others. No row comes back where none waits or its attempts are spent. The count holds
-- for all servers at once; its commit does not wait for the disk.
with quick as (
  select set_config('synchronous_commit', 'off', true)
), spent as (
  update wallet_authentication set attempts_left = attempts_left - 1
  from quick
  where wallet_id = :wallet and state is not null and attempts_left > 0
  returning state
)
select spent.state,
  count_otp(:buckets, cast(:maxima as integer[]), :now, :bucketEnds) as full_until
from spent
