insert into audit_entry (id, at, actor_kind, actor, address, action, permission, merchant_id,
  object, detail, reason, request_id, outcome, hash)
values (:id, :now, :kind, :actor, :address, :action, :permission, :merchant, :object, :detail,
  :reason, :request, :outcome, :hash)
