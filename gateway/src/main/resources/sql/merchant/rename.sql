update merchant set name = :name, return_url = :returnUrl where id = :id
