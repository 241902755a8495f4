with forgotten as (delete from operator_recovery_code where operator_id = :operator),
  keyless as (delete from operator_passkey where operator_id = :operator)
update operator set password_hash = null, totp_secret = null, totp_since = null, failures = 0,
  locked_until = null
where id = :operator
