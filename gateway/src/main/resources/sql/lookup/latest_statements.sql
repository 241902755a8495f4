-- when each account was last compared with a statement
select distinct on (gateway, reference) gateway, reference, at from reconciliation_run
where merchant_id = :merchant order by gateway, reference, at desc
