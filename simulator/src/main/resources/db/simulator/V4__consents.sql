-- A session may also wait for the customer's consent on a page, who gives it or does not.
alter table otp_session drop constraint otp_session_use_check;
alter table otp_session add constraint otp_session_use_check
  check (use in ('UNUSED', 'APPROVED', 'DECLINED', 'USED'));
