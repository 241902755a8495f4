insert into refund_batch (id, merchant_id, reason, state, proposed_by, created_at, updated_at)
values (:id, :merchant, :reason, 'PROPOSED', :by, :now, :now)
