update wallet
set credentials = :new
where id = :id and credentials = :old
