update webhook_endpoint set status = :status, status_reason = :reason, updated_at = :now,
  failures = case when :status = 'ACTIVE' then 0 else failures end,
  failing_since = case when :status = 'ACTIVE' then null else failing_since end
where id = :id and status = any (:from)
returning id
