-- Sends what an endpoint missed while it was paused, or ends it, a part at a time.
with part as (
  select endpoint_id, event_number from webhook_delivery
  where endpoint_id = :endpoint and status = 'HELD'
    and status in ('FAILED', 'HELD', 'SUPERSEDED')
  order by event_number limit :limit for update skip locked
), released as (
  update webhook_delivery w set status = case when :sends then 'PENDING' else 'FAILED' end,
    due_at = case when :sends then cast(:now as timestamptz) end,
    reason = case when :sends then '' else 'SKIPPED' end, retries = 0, updated_at = :now
  from part
  where w.endpoint_id = part.endpoint_id and w.event_number = part.event_number
  returning 1
)
select count(*) as released from released
