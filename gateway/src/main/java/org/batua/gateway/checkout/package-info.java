/// The hosted checkout: its pages, its browsers, and the session call that creates its links.
@NullMarked
package org.batua.gateway.checkout;

import org.jspecify.annotations.NullMarked;
