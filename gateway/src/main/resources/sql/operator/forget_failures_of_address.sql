delete from sign_in_failure where address = :address
