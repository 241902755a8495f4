update payment_figure_pass set done_until = :until where pass = :pass
