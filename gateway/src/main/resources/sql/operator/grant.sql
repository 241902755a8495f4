insert into operator_grant (operator_id, merchant_id, role) values (:operator, :merchant, :role)
on conflict (operator_id, merchant_id) do update set role = excluded.role
