-- Built beside running servers. An index whose building broke off is not valid: it goes first.

-- Refunds.
drop index ${concurrently} if exists refund_of_merchant;
create index ${concurrently} refund_of_merchant on refund (merchant_id, created_at desc, id);
drop index ${concurrently} if exists refund_newest_first;
drop index ${concurrently} if exists refund_of_merchant_by_request;
create index ${concurrently} refund_of_merchant_by_request
  on refund (merchant_id, unique_request_id);
drop index ${concurrently} if exists refund_request;
drop index ${concurrently} if exists refund_of_second_charge;
create index ${concurrently} refund_of_second_charge on refund (merchant_id, created_at desc, id)
  where unique_request_id = 'second_charge_' || txn_id;

-- What is open, by its age. A payment that its provider answers at once is in none of these: it
-- leaves SENDING for its end.
drop index ${concurrently} if exists txn_open;
create index ${concurrently} txn_open on txn (provider_account_id, created_at, id)
  where status in ('UNKNOWN', 'PENDING', 'AWAITING_CONFIRMATION', 'AWAITING_WALLET',
    'AWAITING_FUNDS', 'FUNDS_IN_TRANSIT', 'FUNDED', 'AWAITING_REDIRECT', 'MANUAL_REVIEW');
drop index ${concurrently} if exists refund_open;
create index ${concurrently} refund_open on refund (merchant_id, created_at, id)
  where status = 'MANUAL_REVIEW' or (next_check_at is not null and status <> 'PRESUMED_FAILED');
drop index ${concurrently} if exists topup_open;
create index ${concurrently} topup_open on topup (merchant_id, created_at, id)
  where status = 'MANUAL_REVIEW' or (next_check_at is not null and status <> 'PRESUMED_FAILED');
drop index ${concurrently} if exists txn_in_review_of_account;
create index ${concurrently} txn_in_review_of_account on txn (provider_account_id, updated_at)
  where status = 'MANUAL_REVIEW';
drop index ${concurrently} if exists txn_in_manual_review;
drop index ${concurrently} if exists refund_in_review_of_merchant;
create index ${concurrently} refund_in_review_of_merchant on refund (merchant_id, updated_at)
  where status = 'MANUAL_REVIEW';
drop index ${concurrently} if exists refund_in_manual_review;
drop index ${concurrently} if exists topup_in_review_of_merchant;
create index ${concurrently} topup_in_review_of_merchant on topup (merchant_id, updated_at)
  where status = 'MANUAL_REVIEW';
drop index ${concurrently} if exists topup_in_manual_review;

-- Customers.
drop index ${concurrently} if exists customer_of_merchant_by_number;
create index ${concurrently} customer_of_merchant_by_number on customer (merchant_id, mobile_number)
  where mobile_number is not null;
drop index ${concurrently} if exists customer_mobile_number;
drop index ${concurrently} if exists customer_of_merchant_by_email;
create index ${concurrently} customer_of_merchant_by_email
  on customer (merchant_id, lower(email_address)) where email_address is not null;
drop index ${concurrently} if exists customer_email_address;

-- The audit, newest first by the negative id: of these alone, as the key has that order for all
-- merchants and would be read through for one.
drop index ${concurrently} if exists audit_entry_of_merchant_newest_first;
create index ${concurrently} audit_entry_of_merchant_newest_first
  on audit_entry (merchant_id, (-id));
drop index ${concurrently} if exists audit_entry_of_merchant;
drop index ${concurrently} if exists audit_entry_of_merchant_by_object;
create index ${concurrently} audit_entry_of_merchant_by_object
  on audit_entry (merchant_id, object, (-id));
drop index ${concurrently} if exists audit_entry_of_object;
drop index ${concurrently} if exists audit_entry_of_merchant_by_actor;
create index ${concurrently} audit_entry_of_merchant_by_actor
  on audit_entry (merchant_id, actor, (-id));
drop index ${concurrently} if exists audit_entry_of_actor;
drop index ${concurrently} if exists audit_entry_of_merchant_by_action;
create index ${concurrently} audit_entry_of_merchant_by_action
  on audit_entry (merchant_id, action, (-id));
