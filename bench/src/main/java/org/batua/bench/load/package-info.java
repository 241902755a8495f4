/// Load: what the gateway carries on this machine, beside what carries it.
@NullMarked
package org.batua.bench.load;

import org.jspecify.annotations.NullMarked;
