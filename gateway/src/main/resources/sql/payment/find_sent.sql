-- What a statement whose answer was lost had stored.
select id, order_ref, amount_minor, currency from txn
where reference = :reference and sender = :sender and status = 'SENDING'
