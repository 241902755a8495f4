select * from operator where login = :login and not for_development
