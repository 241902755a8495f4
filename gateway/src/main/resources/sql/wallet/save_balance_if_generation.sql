update wallet set balance_minor = :minor, balance_currency = :currency,
  last_refreshed = :now
where id = :id and link_generation = :generation and credentials is not null
