-- What a dead process was sending is due again. The time is read once: compared with each row's, it
-- would be no bound of the index.
with freed as (
  update webhook_delivery set status = 'RETRYING', due_at = :now, lease = null, lease_until = null,
    updated_at = :now
  where lease_until is not null and lease_until < (select clock_timestamp())
  returning 1
)
select count(*) as freed from freed
