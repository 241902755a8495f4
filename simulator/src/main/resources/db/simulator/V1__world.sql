create table merchant (
  provider    text not null,
  mid         text not null,
  signing_key text not null,
  renewal_key text,
  primary key (provider, mid)
);

create table account (
  provider         text        not null,
  phone            text        not null,
  opened_at        timestamptz not null,
  balance_paise    bigint      not null check (balance_paise >= 0),
  standing         text        not null check (standing in ('UNREGISTERED', 'ACTIVE', 'BLOCKED')),
  spent_month      text        not null,
  spent_paise      bigint      not null check (spent_paise >= 0),
  otp_window_start timestamptz not null,
  otp_window_sent  integer     not null,
  primary key (provider, phone)
);

create table otp_session (
  provider       text        not null,
  phone          text        not null,
  mid            text        not null,
  cap_paise      bigint      not null,
  sent_at        timestamptz not null,
  expires_at     timestamptz not null,
  wrong_attempts integer     not null,
  use            text        not null check (use in ('UNUSED', 'USED')),
  primary key (provider, phone, mid)
);

create table link (
  token     text primary key,
  provider  text        not null,
  phone     text        not null,
  mid       text        not null,
  cap_paise bigint      not null,
  since     timestamptz not null,
  until     timestamptz not null,
  state     text        not null check (state in ('LIVE', 'REPLACED', 'REVOKED'))
);

create table txn (
  provider            text        not null,
  mid                 text        not null,
  reference           text        not null,
  provider_reference  text        not null unique,
  kind                text        not null
                      check (kind in ('DEBIT', 'TOP_UP', 'TOP_UP_AND_DEBIT', 'CREDIT')),
  phone               text        not null,
  amount_paise        bigint      not null check (amount_paise > 0),
  moved_paise         bigint      not null check (moved_paise >= 0),
  status              text        not null
                      check (status in ('PENDING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  disguise            text        not null
                      check (disguise in ('NONE', 'PENDING', 'NOT_FOUND', 'DOWN')),
  disguised_inquiries integer     not null check (disguised_inquiries >= 0),
  ending              text        not null,
  reason              text,
  return_url          text,
  to_add_paise        bigint,
  created_at          timestamptz not null,
  primary key (provider, mid, reference),
  check ((status = 'SUCCEEDED') = (moved_paise > 0)),
  check ((return_url is null) = (to_add_paise is null))
);

create table refund (
  provider_reference  text primary key,
  provider            text        not null,
  mid                 text        not null,
  reference           text        not null,
  amount_paise        bigint      not null check (amount_paise > 0),
  status              text        not null check (status in ('PENDING', 'SUCCEEDED', 'FAILED')),
  disguise            text        not null,
  disguised_inquiries integer     not null check (disguised_inquiries >= 0),
  ending              text        not null,
  created_at          timestamptz not null,
  inserted            bigint generated always as identity,
  foreign key (provider, mid, reference) references txn (provider, mid, reference)
);

create table posting (
  id    bigint generated always as identity primary key,
  cause text        not null,
  at    timestamptz not null
);

-- Two entries for each posting, which add up to zero.
create table entry (
  posting bigint not null references posting (id),
  account text   not null,
  paise   bigint not null check (paise <> 0)
);

create index entry_posting on entry (posting);

create table journal (
  sequence     bigint primary key,
  at           timestamptz not null,
  provider     text        not null,
  kind         text        not null,
  reference    text,
  phone        text,
  amount_paise bigint,
  outcome      text        not null,
  http_status  integer     not null
);

create index journal_reference on journal (reference, kind);

create table setting (
  name  text primary key,
  value text not null
);
