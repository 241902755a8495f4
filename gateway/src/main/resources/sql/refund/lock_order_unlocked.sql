-- As refund/lock_order, of those that nobody else has locked.
-- include refund/_lock_callers
    where m.id = c."order" for update of m skip locked) o) l
