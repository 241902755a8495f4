@NullMarked
package org.batua.gateway.connector;

import org.jspecify.annotations.NullMarked;
