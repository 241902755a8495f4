update wallet set renewing_until = null,
  credentials = coalesce(:credentials, credentials)
where id = :id and link_generation = :generation and credentials is not null
