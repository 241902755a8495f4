-- A foreign key locks the row that it refers to, and writes that lock into the row. All payments of
-- a merchant refer to the same two rows, so that each waited for the others there. Merchants and
-- provider accounts are never deleted, and what refers to them is written from rows that do.

alter table merchant_order drop constraint merchant_order_merchant_id_fkey;
alter table txn drop constraint txn_provider_account_id_fkey;
alter table money_journal
  drop constraint money_journal_merchant_id_fkey,
  drop constraint money_journal_provider_account_id_fkey;
alter table event drop constraint event_merchant_id_fkey;
alter table topup
  drop constraint topup_merchant_id_fkey,
  drop constraint topup_provider_account_id_fkey;
