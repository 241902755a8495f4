update wallet set renewing_until = :until
where id = :id and link_generation = :generation
  and (renewing_until is null or renewing_until < :now)
