insert into alert_rule (merchant_id, receiver, success_percent, success_minutes, open_minutes,
  changed_at)
values (:merchant, :receiver, :percent, :minutes, :open, :now)
on conflict (merchant_id) do update
set receiver = excluded.receiver, success_percent = excluded.success_percent,
  success_minutes = excluded.success_minutes, open_minutes = excluded.open_minutes,
  changed_at = excluded.changed_at
