-- As refund/move, of those that nobody else has locked.
-- include refund/_move_callers
      for update of f skip locked) l
-- include refund/_move_rest
