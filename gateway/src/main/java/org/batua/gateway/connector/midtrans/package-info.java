/// GoPay, as Midtrans offers it under the name of GoPay Tokenization.
@NullMarked
package org.batua.gateway.connector.midtrans;

import org.jspecify.annotations.NullMarked;
