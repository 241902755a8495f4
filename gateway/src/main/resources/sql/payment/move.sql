-- Transitions of many callers, no two of one order: each would be blind for what the other does to
-- it. A charged order stays charged whatever happens to its other payments. A second charge of it
-- is marked as such and, where `refundId` is given, queued to go back. Comes back as the order
-- with its payment, which is all that is shown of the order where `shows` says so.
-- include payment/_move_callers
      for update of t, m) l
-- include payment/_move_rest
