-- All that is kept about a person, but for the provider's credentials and our own hashes.
select jsonb_pretty(jsonb_build_object(
  'customer', jsonb_build_object('id', c.id, 'object_reference_id', c.object_reference_id,
    'mobile_country_code', c.mobile_country_code, 'mobile_number', c.mobile_number,
    'email_address', c.email_address, 'first_name', c.first_name, 'last_name', c.last_name,
    'created_at', c.created_at, 'updated_at', c.updated_at),
  'wallets', (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'gateway', w.gateway,
      'mobile_number', w.mobile_number, 'linked_number', w.linked_number,
      'linked', w.credentials is not null, 'balance_minor', w.balance_minor,
      'created_at', w.created_at) order by w.created_at), '[]')
    from wallet w where w.customer_id = c.id),
  'orders', (select coalesce(jsonb_agg(jsonb_build_object('order_id', o.order_id,
      'amount_minor', o.amount_minor, 'currency', o.currency, 'status', o.status,
      'details', o.details, 'created_at', o.created_at,
      'payments', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id,
          'gateway', t.gateway, 'amount_minor', t.amount_minor, 'status', t.status,
          'provider_reference', t.provider_reference, 'created_at', t.created_at)
          order by t.attempt), '[]')
        from txn t where t.order_ref = o.id),
      'refunds', (select coalesce(jsonb_agg(jsonb_build_object(
          'unique_request_id', r.unique_request_id, 'amount_minor', r.amount_minor,
          'status', r.status, 'created_at', r.created_at) order by r.created_at), '[]')
        from refund r where r.order_ref = o.id)) order by o.created_at), '[]')
    from merchant_order o where o.customer_id = c.id),
  'topups', (select coalesce(jsonb_agg(jsonb_build_object('topup_txn_id', p.topup_txn_id,
      'gateway', p.gateway, 'amount_minor', p.amount_minor, 'status', p.status,
      'created_at', p.created_at) order by p.created_at), '[]')
    from topup p join wallet w on w.id = p.wallet_id where w.customer_id = c.id)
)) as data
from customer c where c.id = :customer
