update message_key
set our_private_key = :new
where kid = :id and our_private_key = :old
