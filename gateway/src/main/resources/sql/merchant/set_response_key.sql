update merchant set response_key = :key where id = :id
