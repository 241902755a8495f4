/// Amazon Pay in India, by server-to-server calls with a customer's consent.
@NullMarked
package org.batua.gateway.connector.amazonpay;

import org.jspecify.annotations.NullMarked;
