-- The people who operate the server: how they sign in, what they may do, what they did.

create table operator (
  id              text primary key check (id ~ '^opr_[0-9a-f]{16}$'),
  login           text not null unique check (login ~ '^[a-z0-9][a-z0-9._@+-]{1,63}$'),
  name            text not null,
  -- Argon2id with its parameters and salt; null until the invitation is accepted
  password_hash   text,
  -- sealed; counts once a code of it has been shown
  totp_secret     bytea,
  totp_since      timestamptz,
  -- the last time step whose code was accepted: a code works once
  totp_step       bigint not null default 0,
  -- refused passwords and codes in a row
  failures        integer not null default 0 check (failures >= 0),
  locked_until    timestamptz,
  disabled_at     timestamptz,
  -- signs in by the link that a development server prints, without password or code
  for_development boolean not null default false,
  created_at      timestamptz not null,
  last_seen_at    timestamptz
);

-- What an operator may do for a merchant. '*' stands for every merchant and is given by the
-- command line only.
create table operator_grant (
  operator_id text not null references operator,
  merchant_id text not null check (merchant_id = '*' or merchant_id ~ '^[a-z0-9][a-z0-9_-]{0,31}$'),
  role        text not null check (role in ('VIEWER', 'SUPPORT', 'FINANCE', 'DEVELOPER', 'ADMIN')),
  primary key (operator_id, merchant_id)
);
create index operator_grant_of_merchant on operator_grant (merchant_id, operator_id);

create table operator_invitation (
  -- SHA-256 of the token, which is 256 random bits
  token       bytea primary key check (length(token) = 32),
  operator_id text not null references operator,
  -- a link of a development server signs in at once
  signs_in    boolean not null default false,
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  used_at     timestamptz
);

create table operator_recovery_code (
  operator_id text not null references operator,
  hash        bytea not null check (length(hash) = 32),
  used_at     timestamptz,
  primary key (operator_id, hash)
);

create table operator_session (
  -- SHA-256 of the browser's cookie, which is 256 random bits
  id          bytea primary key check (length(id) = 32),
  operator_id text not null references operator,
  -- PASSWORD has shown the first factor only and may do nothing but show the second
  stage       text not null check (stage in ('PASSWORD', 'FULL')),
  created_at  timestamptz not null,
  seen_at     timestamptz not null,
  -- when a second factor was shown last
  factor_at   timestamptz,
  expires_at  timestamptz not null,
  address     text not null,
  agent       text not null,
  check ((stage = 'FULL') = (factor_at is not null))
);
create index operator_session_of_operator on operator_session (operator_id);
create index operator_session_expiry on operator_session (expires_at);

-- Refused sign-ins by where they came from.
create table sign_in_failure (
  address      text primary key,
  failures     integer not null,
  since        timestamptz not null,
  locked_until timestamptz
);

-- What one person proposes and another one approves.
create table operator_proposal (
  id          text primary key check (id ~ '^prp_[0-9a-f]{16}$'),
  merchant_id text not null,
  kind        text not null check (kind in ('SETTLEMENT', 'LARGE_REFUND')),
  object      text not null,
  content     jsonb not null,
  reason      text not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  expires_at  timestamptz not null,
  state       text not null check (state in ('OPEN', 'APPROVED', 'REFUSED', 'OVERTAKEN')),
  decided_by  text,
  decided_at  timestamptz,
  check ((state = 'OPEN') = (decided_at is null)),
  check (decided_by is null or decided_by <> proposed_by)
);
create unique index operator_proposal_open on operator_proposal (object) where state = 'OPEN';
create index operator_proposal_of_merchant on operator_proposal (merchant_id, proposed_at desc, id);

-- Every action, refused ones included. Rows are only ever added; each holds a hash of itself and of
-- the one before, so that a row that is changed or taken away shows.
create table audit_entry (
  id          bigint primary key,
  at          timestamptz not null,
  -- PERSON, KEY, CLI or SYSTEM
  actor_kind  text not null check (actor_kind in ('PERSON', 'KEY', 'CLI', 'SYSTEM')),
  actor       text not null,
  address     text not null,
  action      text not null,
  permission  text not null,
  -- '' where it concerns no single merchant
  merchant_id text not null,
  object      text not null,
  detail      text not null,
  reason      text not null,
  request_id  text not null,
  outcome     text not null check (outcome in ('INTENDED', 'DONE', 'REFUSED', 'FAILED')),
  hash        bytea not null check (length(hash) = 32)
);
create index audit_entry_of_merchant on audit_entry (merchant_id, id desc);
create index audit_entry_of_object on audit_entry (object, id desc);
create index audit_entry_of_actor on audit_entry (actor, id desc);
create trigger audit_entry_is_final before update or delete or truncate on audit_entry
  for each statement execute function refuse_change();

-- The end of the chain; who adds a row holds this one.
create table audit_head (
  sole boolean primary key default true check (sole),
  id   bigint not null,
  hash bytea not null check (length(hash) = 32)
);
insert into audit_head (id, hash) values (0, decode(repeat('00', 32), 'hex'));

-- Keys of the admin API: shown once, kept as hashes, narrower than their maker.
create table admin_key (
  hash         bytea primary key check (length(hash) = 32),
  prefix       text not null unique,
  name         text not null,
  -- '*' for all merchants
  merchant_id  text not null,
  permissions  text[] not null,
  created_by   text not null,
  created_at   timestamptz not null,
  expires_at   timestamptz,
  revoked_at   timestamptz,
  last_used_at timestamptz
);
create index admin_key_of_merchant on admin_key (merchant_id, created_at);
