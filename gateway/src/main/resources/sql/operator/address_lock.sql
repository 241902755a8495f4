select locked_until from sign_in_failure where address = :address and locked_until > :now
