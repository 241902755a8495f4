select cast(gen_random_uuid() as text) as id
