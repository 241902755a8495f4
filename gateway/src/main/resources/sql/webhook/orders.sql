-- orders as they are shown, for many callers; each is looked up for itself
select v.*, i.caller
from json_to_recordset(cast(:callers as json)) as i (caller integer, ref text)
  cross join lateral (
-- include order/_view
    where o.id = i.ref
    offset 0) v
