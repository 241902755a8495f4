with added as (
  insert into notification (provider_account_id, received_at, headers, body,
    status, next_attempt_at)
  values (:account, :now, cast(:headers as jsonb), :body, :status,
    case when :status = 'WAITING' then cast(:now as timestamptz) end)
  returning id
)
insert into notification_reference (reference, notification_id)
select named.reference, added.id
from added, unnest(cast(:references as text[])) as named (reference)
