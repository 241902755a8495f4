-- Passkeys of operators (WebAuthn): a public key each, whose private half never leaves the device.
create table operator_passkey (
  -- as the authenticator chose it
  id           bytea primary key check (length(id) between 1 and 1023),
  operator_id  text not null references operator,
  name         text not null,
  -- AAGUID, id and COSE public key, in WebAuthn's binary form
  credential   bytea not null,
  -- of the last use; an authenticator that counts never goes back
  sign_count   bigint not null check (sign_count >= 0),
  created_at   timestamptz not null,
  last_used_at timestamptz
);
create index operator_passkey_of_operator on operator_passkey (operator_id, created_at);

-- Challenges are signed, not stored; those that were answered are, until they would expire.
create table operator_passkey_challenge (
  challenge  bytea primary key,
  expires_at timestamptz not null
);
create index operator_passkey_challenge_expiry on operator_passkey_challenge (expires_at);
