update customer set object_reference_id = 'erased_' || id, mobile_number = null,
  email_address = null, first_name = null, last_name = null, updated_at = :now
where id = :customer
