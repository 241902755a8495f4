with added as (
  insert into notification (provider_account_id, received_at, headers, body, hash,
    status, next_attempt_at)
  values (:account, :now, cast(:headers as jsonb), :body, :hash, 'WAITING', :now)
  on conflict (provider_account_id, hash) where hash is not null do update
    set status = 'WAITING', attempts = 0,
      next_attempt_at = greatest(
        excluded.received_at, notification.received_at + interval '1 minute'),
      received_at = excluded.received_at
    where notification.status <> 'WAITING'
  returning id
)
insert into notification_reference (reference, notification_id)
select named.reference, added.id
from added, unnest(cast(:references as text[])) as named (reference)
on conflict do nothing
