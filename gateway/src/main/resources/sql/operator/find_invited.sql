select o.login from operator_invitation i join operator o on o.id = i.operator_id
where i.token = :token and i.used_at is null and i.expires_at > :now and not i.signs_in
  and o.disabled_at is null
