insert into customer (id, merchant_id, object_reference_id,
  mobile_country_code, mobile_number, email_address, first_name,
  last_name, created_at, updated_at)
values (:id, :merchant, :reference, :mobileCountryCode, :mobileNumber,
  :emailAddress, :firstName, :lastName, :createdAt, :updatedAt)
on conflict (merchant_id, object_reference_id) do nothing
