insert into operator_proposal (id, merchant_id, kind, object, content, reason, proposed_by,
  proposed_at, expires_at, state)
values (:id, :merchant, :kind, :object, :content::jsonb, :reason, :by, :now, :expiresAt, 'OPEN')
on conflict (object) where state = 'OPEN' do nothing
