update wallet set credentials = null, link_generation = link_generation + 1,
  link_name = null,
    linked_country_code = null, linked_number = null, balance_minor = null,
  balance_currency = null, last_refreshed = null,
  mobile_number = coalesce(:mobile, mobile_number)
where id = :id
