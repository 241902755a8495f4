-- A session of an OTP has a name, a link may be renewed by a token of its own, and both may belong
-- to one device.
alter table otp_session add column state text, add column device text;
update otp_session set state = gen_random_uuid()::text;
alter table otp_session alter column state set not null;

alter table link add column refresh_token text, add column device text;
update link set refresh_token = gen_random_uuid()::text;
alter table link alter column refresh_token set not null;

alter table merchant rename column renewal_key to second_key;
