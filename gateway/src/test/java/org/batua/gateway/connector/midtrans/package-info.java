@NullMarked
package org.batua.gateway.connector.midtrans;

import org.jspecify.annotations.NullMarked;
