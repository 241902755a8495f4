@NullMarked
package org.batua.gateway.connector.mobikwik;

import org.jspecify.annotations.NullMarked;
