@NullMarked
package org.batua.gateway.topup;

import org.jspecify.annotations.NullMarked;
