-- What a person can quote finds its payment by an index.
create index txn_provider_reference on txn (provider_reference) where provider_reference <> '';
create index refund_provider_reference on refund (provider_reference)
  where provider_reference <> '';
create index topup_provider_reference on topup (provider_reference) where provider_reference <> '';
create index refund_request on refund (unique_request_id);
create index customer_mobile_number on customer (mobile_number) where mobile_number is not null;
create index customer_email_address on customer (lower(email_address))
  where email_address is not null;
create index merchant_order_of_customer on merchant_order (customer_id, created_at desc, id)
  where customer_id is not null;
create index topup_newest_first on topup (merchant_id, created_at desc, id);
create index topup_of_wallet on topup (wallet_id, created_at desc);
create index refund_newest_first on refund (created_at desc, id);
create index topup_of_txn on topup (txn_id) where txn_id is not null;
create index wallet_linked_number on wallet (linked_number) where linked_number is not null;
