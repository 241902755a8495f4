update wallet set credentials = null, link_generation = link_generation + 1,
  link_name = null,
  linked_country_code = null, linked_number = null, balance_minor = null,
  balance_currency = null, last_refreshed = null
where id = :id and link_generation = :generation and credentials is not null
