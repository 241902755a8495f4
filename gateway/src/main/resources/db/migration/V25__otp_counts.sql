-- How often something that costs a customer peace was done in the present window of each bucket: an
-- OTP sent to a number, for a merchant, for a customer, from an order's checkout; an OTP tried.
-- Counted here, so that ten servers allow what one allows.
create table otp_count (
  bucket text primary key check (length(bucket) between 3 and 200),
  used integer not null check (used >= 1),
  ends_at timestamptz not null
);

create index otp_count_ends_at on otp_count (ends_at);
