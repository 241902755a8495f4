update customer set mobile_country_code = :mobileCountryCode,
  mobile_number = :mobileNumber, email_address = :emailAddress,
  first_name = :firstName, last_name = :lastName, updated_at = :updatedAt
where id = :id and merchant_id = :merchant
