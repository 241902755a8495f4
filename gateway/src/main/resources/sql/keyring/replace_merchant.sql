update merchant
set response_key = :new
where id = :id and response_key = :old
