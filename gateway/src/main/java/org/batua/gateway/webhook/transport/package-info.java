/// The HTTP client of webhooks: it goes to addresses that merchants choose, so it looks at each
/// address before it connects, follows nothing, and reads no more than it wants to know.
@NullMarked
package org.batua.gateway.webhook.transport;

import org.jspecify.annotations.NullMarked;
