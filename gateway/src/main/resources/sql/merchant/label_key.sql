update api_key set label = :label,
  created_by = case when created_by = '' then :by else created_by end
where merchant_id = :id and prefix = :prefix
