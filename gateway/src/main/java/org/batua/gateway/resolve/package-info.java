@NullMarked
package org.batua.gateway.resolve;

import org.jspecify.annotations.NullMarked;
