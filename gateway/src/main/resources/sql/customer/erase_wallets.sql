-- A linked one tells of its end by itself.
update wallet set mobile_number = null, credentials = null, linked_country_code = null,
  linked_number = null, balance_minor = null, balance_currency = null, last_refreshed = null,
  link_generation = link_generation + 1
where customer_id = :customer
