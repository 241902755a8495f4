select field, value from merchant_branding where merchant_id = :merchant
