where (:status = '' or m.status = :status)
  and (:gateway = '' or m.gateway = :gateway)
  and (:account = '' or m.account = :account)
  and (:error = '' or m.why = :error)
  and (:customer = '' or m.customer = :customer)
  and m.amount_minor between :minMinor and :maxMinor
