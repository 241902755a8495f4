-- What came of an endpoint's attempts lately; it is paused when nothing has succeeded for long.
with old as (
  select id, status = 'ACTIVE' and not :succeeded and failures + :failures >= :failuresMin
      and failing_since <= :failingSince as fails
  from webhook_endpoint where id = :id for update
)
update webhook_endpoint p set
  last_success_at = case when :succeeded then cast(:now as timestamptz) else last_success_at end,
  failures = case when :succeeded then 0 else failures + :failures end,
  failing_since = case when :succeeded then null
    else coalesce(failing_since, cast(:now as timestamptz)) end,
  status = case when old.fails then 'PAUSED' else status end,
  status_reason = case when old.fails then 'AUTO_PAUSED' else status_reason end
from old
where p.id = old.id and (:succeeded or :failures > 0)
returning coalesce(old.fails, false) as paused_now
