-- Locks the orders that callers refund; a statement that goes along reads what is there then.
-- include refund/_lock_callers
    where m.id = c."order" for update of m) o) l
