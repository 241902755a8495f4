/// Pages for a customer's browser.
@NullMarked
package org.batua.gateway.checkout;

import org.jspecify.annotations.NullMarked;
