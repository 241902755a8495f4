select o.id, o.login, o.name, o.password_hash is not null as has_password,
  o.totp_since is not null as has_code, o.for_development, o.locked_until, o.disabled_at,
  o.last_seen_at,
  array(select g.merchant_id || ' ' || g.role from operator_grant g
    where g.operator_id = o.id order by 1) as grants
