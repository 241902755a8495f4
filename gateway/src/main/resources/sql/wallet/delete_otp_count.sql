delete from otp_count where bucket = :bucket
