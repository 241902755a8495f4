-- of two answers with one count, or a lower one, the second comes from a copy of the key
update operator_passkey set sign_count = :signCount, last_used_at = :now
where id = :id and (sign_count < :signCount or (sign_count = 0 and :signCount = 0))
