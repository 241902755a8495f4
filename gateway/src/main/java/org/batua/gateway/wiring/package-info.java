/// The composition root: what is made, in which order, from which settings.
@NullMarked
package org.batua.gateway.wiring;

import org.jspecify.annotations.NullMarked;
