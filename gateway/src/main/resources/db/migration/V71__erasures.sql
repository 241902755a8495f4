-- Customers whose personal data were erased at their request, each with the certificate of it.
create table customer_erasure (
  customer_id text primary key references customer,
  merchant_id text not null references merchant,
  at          timestamptz not null,
  erased_by   text not null,
  reason      text not null,
  certificate jsonb not null
);
create trigger customer_erasure_is_final before update or delete or truncate on customer_erasure
  for each statement execute function refuse_change();
