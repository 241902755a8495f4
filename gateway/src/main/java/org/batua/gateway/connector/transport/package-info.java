/// The HTTP client under every connector: bounds, circuit, and proof of what was sent.
@NullMarked
package org.batua.gateway.connector.transport;

import org.jspecify.annotations.NullMarked;
