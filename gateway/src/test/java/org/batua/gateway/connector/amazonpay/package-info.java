@NullMarked
package org.batua.gateway.connector.amazonpay;

import org.jspecify.annotations.NullMarked;
