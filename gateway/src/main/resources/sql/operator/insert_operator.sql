insert into operator (id, login, name, for_development, created_at)
values (:id, :login, :name, :forDevelopment, :now)
on conflict do nothing
