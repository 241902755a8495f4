update merchant set api_origins = :origins, wallet_details = :details where id = :id
