-- What a merchant's money is limited to; null for no limit of its own.
create table merchant_limit (
  merchant_id          text primary key references merchant,
  -- one person of its operators may refund so much at once, and all together in a day
  refund_minor         bigint check (refund_minor >= 0),
  refunds_a_day_minor  bigint check (refunds_a_day_minor >= 0),
  -- restricted mode, as before a merchant is live
  payment_minor        bigint check (payment_minor > 0),
  payments_a_day       integer check (payments_a_day > 0),
  changed_at           timestamptz not null
);

-- What was used of the limits of a day; only merchants with such a limit have rows.
create table merchant_day (
  merchant_id    text not null references merchant,
  day            date not null,
  payments       integer not null default 0,
  refunded_minor bigint not null default 0,
  primary key (merchant_id, day)
);

alter table operator_proposal drop constraint operator_proposal_kind_check;
alter table operator_proposal add constraint operator_proposal_kind_check
  check (kind in ('SETTLEMENT', 'LARGE_REFUND', 'BATCH_REFUND', 'CREDENTIALS', 'ADMINISTRATOR',
    'LIMITS'));
