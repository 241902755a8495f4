insert into reconciliation_run (merchant_id, gateway, reference, from_day, to_day, differences, at)
values (:merchant, :gateway, :reference, cast(:from as date), cast(:to as date),
  cast(:differences as jsonb), :at)
