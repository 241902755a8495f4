-- What a statement whose answer was lost had stored.
select order_ref, amount_minor, currency from txn
where id = :txn and reference = :reference and sender = :sender and status = 'SENDING'
