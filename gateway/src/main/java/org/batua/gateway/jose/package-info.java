/// The encrypted form of calls.
@NullMarked
package org.batua.gateway.jose;

import org.jspecify.annotations.NullMarked;
