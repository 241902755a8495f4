@NullMarked
package org.batua.gateway.customer;

import org.jspecify.annotations.NullMarked;
