select id, merchant_id, kind, filter, state, requested_by, created_at, ready_at, place, parts,
  lines, cut
from export
