select mapping from statement_mapping where merchant_id = :merchant and gateway = :gateway
