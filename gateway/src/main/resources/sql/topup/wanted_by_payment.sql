select amount_minor, currency from txn
where id = :txn and status in ('AWAITING_FUNDS', 'FUNDS_IN_TRANSIT') and funds_until > :now
