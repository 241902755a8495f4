@NullMarked
package org.batua.gateway.connector.paytm;

import org.jspecify.annotations.NullMarked;
