select count_otp(:buckets, cast(:maxima as integer[]), :now, :bucketEnds) as full_until
