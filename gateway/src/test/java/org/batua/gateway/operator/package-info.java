@NullMarked
package org.batua.gateway.operator;

import org.jspecify.annotations.NullMarked;
