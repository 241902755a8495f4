insert into statement_line values (:line, :kind, :name, :providerReference, :minor,
  :currency, :state, :at)
