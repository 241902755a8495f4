@NullMarked
package org.batua.gateway.resolution;

import org.jspecify.annotations.NullMarked;
