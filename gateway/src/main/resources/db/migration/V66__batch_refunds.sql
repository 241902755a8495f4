-- Refunds in bulk: a file of lines that one person proposes and another one approves.
alter table operator_proposal drop constraint operator_proposal_kind_check;
alter table operator_proposal add constraint operator_proposal_kind_check
  check (kind in ('SETTLEMENT', 'LARGE_REFUND', 'BATCH_REFUND'));

create table refund_batch (
  id          text primary key check (id ~ '^rfb_[0-9a-f]{16}$'),
  merchant_id text not null,
  reason      text not null,
  -- PROPOSED until another person approves; RUNNING until each line has its end
  state       text not null check (state in ('PROPOSED', 'RUNNING', 'DONE')),
  proposed_by text not null,
  approved_by text,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  check ((state = 'PROPOSED') = (approved_by is null))
);
create index refund_batch_of_merchant on refund_batch (merchant_id, created_at desc, id);
create index refund_batch_running on refund_batch (id) where state = 'RUNNING';

create table refund_batch_line (
  batch_id          text not null references refund_batch,
  number            integer not null check (number > 0),
  order_id          text not null,
  unique_request_id text not null,
  amount_minor      bigint not null check (amount_minor > 0),
  currency          text not null,
  -- QUEUED as a refund, which then has a life of its own, or REFUSED
  state             text not null check (state in ('WAITING', 'QUEUED', 'REFUSED')),
  why               text not null default '',
  primary key (batch_id, number)
);
create index refund_batch_line_waiting on refund_batch_line (batch_id, number)
  where state = 'WAITING';
