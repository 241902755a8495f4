insert into provider_account (id, merchant_id, gateway,
  gateway_reference_id, settings, secrets, created_at)
values (:id, :merchant, :gateway, :reference, :settings::jsonb, :secrets, :now)
on conflict (id) do update
  set settings = excluded.settings, secrets = excluded.secrets
