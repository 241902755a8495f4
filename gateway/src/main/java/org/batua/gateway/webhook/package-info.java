/// Webhooks: what the gateway tells a merchant's endpoints. An event is written with the change
/// that it tells of; the fan-out makes a delivery for each endpoint; a delivery is attempted until
/// the merchant has taken it.
@NullMarked
package org.batua.gateway.webhook;

import org.jspecify.annotations.NullMarked;
