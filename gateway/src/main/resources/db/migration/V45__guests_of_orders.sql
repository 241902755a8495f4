-- A browser whose mobile number is not the customer's pays one order as a guest. The guest is a
-- customer of its own that can pay this order and nothing else; its wallets are delinked, and the
-- row goes, once the order is paid or the guest's time is over.

alter table checkout_seat rename to checkout_session;
alter index checkout_seat_expiry rename to checkout_session_expiry;
alter table checkout_framer rename to checkout_frame_origin;

create table order_guest (
  customer_id text primary key references customer,
  order_ref   text not null references merchant_order,
  expires_at  timestamptz not null
);
create index order_guest_order on order_guest (order_ref);
create index order_guest_expiry on order_guest (expires_at);

-- the guest that this browser pays as
alter table checkout_session add column guest_id text references customer;
-- whose wallet the browser is linking; null in rows of earlier versions: the customer's
alter table checkout_session add column linking_for text references customer;
