-- Adds a customer, to whom those orders belong from now on that named them before they existed.
with added as (
  insert into customer (id, merchant_id, object_reference_id,
    mobile_country_code, mobile_number, email_address, first_name,
    last_name, created_at, updated_at)
  values (:id, :merchant, :reference, :mobileCountryCode, :mobileNumber,
    :emailAddress, :firstName, :lastName, :createdAt, :updatedAt)
  on conflict (merchant_id, object_reference_id) do nothing
  returning id, merchant_id, object_reference_id
), bound as (
  update merchant_order o set customer_id = added.id
  from added
  where o.merchant_id = added.merchant_id and o.customer_given = added.object_reference_id
    -- as the index of these few says it: or else all orders of the merchant are read
    and o.customer_id is null and o.customer_given <> ''
)
select count(*) as added from added
