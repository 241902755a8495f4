-- Lists of payments are exported as the others are.
alter table export drop constraint export_kind_check;
alter table export add constraint export_kind_check
  check (kind in ('ORDERS', 'PAYMENTS', 'REFUNDS', 'TOPUPS'));

-- A saved view is of one list; those that there are are of orders.
comment on column operator_view.query is
  'list and query of the address, as payments?status=UNKNOWN; without a list of orders';
