select * from message_key where kid = :kid
