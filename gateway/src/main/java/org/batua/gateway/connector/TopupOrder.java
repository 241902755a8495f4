package org.batua.gateway.connector;

import java.net.URI;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;

/// One top-up, as started and as asked about later.
public record TopupOrder(
    Reference reference,
    Money amount,
    MobileNumber mobile,
    Credentials credentials,
    URI callbackUrl) {}
