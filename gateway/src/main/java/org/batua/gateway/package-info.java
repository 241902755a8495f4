@NullMarked
package org.batua.gateway;

import org.jspecify.annotations.NullMarked;
