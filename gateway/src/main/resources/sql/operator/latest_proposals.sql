select * from operator_proposal where merchant_id = :merchant
order by proposed_at desc, id limit :limit
