@NullMarked
package org.batua.gateway.base;

import org.jspecify.annotations.NullMarked;
