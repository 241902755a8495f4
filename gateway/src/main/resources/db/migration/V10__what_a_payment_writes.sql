-- A payment writes few rows, but each has its indexes and its keys. What is not needed to find a
-- row, or to keep it true, goes: it was a third of what a payment cost PostgreSQL.

-- These rows are written by the statement that writes, or has just locked, the row that they refer
-- to, and no row that is referred to is ever deleted.
alter table txn drop constraint txn_order_ref_fkey;
alter table txn_move drop constraint txn_move_txn_id_fkey;
alter table refund_move drop constraint refund_move_refund_id_fkey;
alter table topup_move drop constraint topup_move_topup_id_fkey;
alter table money_journal drop constraint money_journal_order_ref_fkey;

-- One index instead of two: moves are only ever read by what moved.
alter table txn_move drop constraint txn_move_pkey;
drop index txn_move_of_txn;
alter table txn_move add primary key (txn_id, id);
alter table refund_move drop constraint refund_move_pkey;
drop index refund_move_of_refund;
alter table refund_move add primary key (refund_id, id);
alter table topup_move drop constraint topup_move_pkey;
drop index topup_move_of_topup;
alter table topup_move add primary key (topup_id, id);
alter table money_journal drop constraint money_journal_pkey;
alter table money_journal drop constraint money_journal_reference_key;
alter table money_journal add primary key (reference);

-- What a dead process was sending is among the few that have a next check.
drop index txn_sending;
drop index refund_sending;
