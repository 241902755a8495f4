package org.batua.gateway.checkout;

import java.time.Duration;

/// The time limits and rate limits of the checkout.
///
/// @param session how long a browser may act at an order
/// @param startLink how long a start link can be used
/// @param resend how long a customer waits before the next OTP
/// @param balance how old a balance may be before it is asked for again
/// @param answer how long a page waits for a provider before it shows what is known
/// @param slowCalls that may go on in the background at a time
/// @param sendsPerOrder OTPs that may be asked for with one payment link in a window
public record CheckoutLimits(
    Duration session,
    Duration startLink,
    Duration resend,
    Duration balance,
    Duration answer,
    int slowCalls,
    int sendsPerOrder,
    Duration sendWindow) {}
