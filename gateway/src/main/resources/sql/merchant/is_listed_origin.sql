select exists (select 1 from merchant where :origin = any (api_origins))
