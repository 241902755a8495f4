-- How a merchant's checkout looks, and whom its customers ask: one text a row.
create table merchant_branding (
  merchant_id text not null references merchant,
  field       text not null check (field in (
    'ACCENT', 'LOGO', 'SUPPORT_EMAIL', 'SUPPORT_PHONE', 'SUPPORT_URL', 'TERMS_URL', 'ORDER_LINES')),
  value       text not null check (value <> '' and length(value) <= 65536),
  primary key (merchant_id, field)
);
