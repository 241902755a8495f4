-- how far a pass has come; one process at a time counts on
select done_until from payment_figure_pass where pass = :pass for update
