insert into payment_figure_pass (pass, done_until) values (:pass, :until)
on conflict (pass) do nothing
