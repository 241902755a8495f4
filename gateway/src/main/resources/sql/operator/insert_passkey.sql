insert into operator_passkey (id, operator_id, name, credential, sign_count, created_at)
values (:id, :operator, :name, :credential, :signCount, :now)
on conflict do nothing
