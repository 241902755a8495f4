package org.batua.gateway.connector;

import java.net.URI;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;

/// One debit, as sent and as asked about later.
///
/// @param customerReference the merchant's own id of the customer
/// @param returnUrl where the provider sends the customer back if it needs them
public record DebitOrder(
    Reference reference,
    Money amount,
    MobileNumber mobile,
    Credentials credentials,
    String customerReference,
    URI returnUrl) {}
