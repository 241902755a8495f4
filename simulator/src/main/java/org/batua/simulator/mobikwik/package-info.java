/// MobiKwik's wallet API as its clients see it: signed forms in, signed JSON or XML out.
@NullMarked
package org.batua.simulator.mobikwik;

import org.jspecify.annotations.NullMarked;
