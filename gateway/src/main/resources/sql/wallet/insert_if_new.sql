insert into wallet (id, customer_id, provider_account_id, gateway,
  gateway_reference_id, mobile_number, device_id, created_at)
values (:id, :customer, :account, :gateway, :reference, :mobile, :device, :now)
on conflict (customer_id, gateway, gateway_reference_id) do nothing
