-- include wallet/_stored_wallet
where c.id = :customer and w.gateway = :gateway
  and w.gateway_reference_id is not distinct from :reference
