insert into statement_mapping (merchant_id, gateway, mapping, changed_at)
values (:merchant, :gateway, :mapping, :now)
on conflict (merchant_id, gateway)
do update set mapping = excluded.mapping, changed_at = excluded.changed_at
