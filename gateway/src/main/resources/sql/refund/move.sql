-- Transitions of many callers, no two of one order. A refund that certainly failed gives its amount
-- back to what may be refunded; one that succeeded goes into the books, also when it had counted as
-- failed. `take` names the sending that it was learnt of; null where it does not matter.
-- include refund/_move_callers
      for update of f) l
-- include refund/_move_rest
