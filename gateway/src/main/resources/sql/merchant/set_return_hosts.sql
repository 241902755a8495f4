update merchant set return_hosts = :hosts where id = :id
