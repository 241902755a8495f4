delete from payment_figure where unit = :unit and at >= :from and at < :to
