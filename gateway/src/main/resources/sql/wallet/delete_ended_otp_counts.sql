delete from otp_count where ends_at <= :now
