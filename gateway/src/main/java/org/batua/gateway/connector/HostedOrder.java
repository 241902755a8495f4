package org.batua.gateway.connector;

import java.net.URI;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;

/// One payment on a provider's page, as started and as asked about later.
///
/// @param mobile whose wallet the page proposes to pay from
/// @param callbackUrl where the provider sends the customer's browser back
public record HostedOrder(
    Reference reference, Money amount, MobileNumber mobile, URI callbackUrl) {}
