@NullMarked
package org.batua.gateway.order;

import org.jspecify.annotations.NullMarked;
