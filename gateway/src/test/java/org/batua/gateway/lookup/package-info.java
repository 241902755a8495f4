@NullMarked
package org.batua.gateway.lookup;

import org.jspecify.annotations.NullMarked;
