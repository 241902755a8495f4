/// The developer's back door: see and change the simulated world, and make it misbehave.
@NullMarked
package org.batua.simulator.control;

import org.jspecify.annotations.NullMarked;
