-- Credentials of providers and new administrators need two people as money does.
alter table operator_proposal drop constraint operator_proposal_kind_check;
alter table operator_proposal add constraint operator_proposal_kind_check
  check (kind in ('SETTLEMENT', 'LARGE_REFUND', 'BATCH_REFUND', 'CREDENTIALS', 'ADMINISTRATOR'));
