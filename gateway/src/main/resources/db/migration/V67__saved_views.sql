-- Filters of the list of orders that an operator keeps under a name.
create table operator_view (
  operator_id text not null references operator,
  merchant_id text not null,
  name        text not null check (length(name) between 1 and 60),
  -- the query of the address
  query       text not null check (length(query) <= 1000),
  created_at  timestamptz not null,
  primary key (operator_id, merchant_id, name)
);
