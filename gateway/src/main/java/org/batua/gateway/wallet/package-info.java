@NullMarked
package org.batua.gateway.wallet;

import org.jspecify.annotations.NullMarked;
