-- As payment/move, of those whose order nobody has locked.
-- include payment/_move_callers
      for update of t, m skip locked) l
-- include payment/_move_rest
