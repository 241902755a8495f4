/// Keeps the simulated world in PostgreSQL, its own or a given one.
@NullMarked
package org.batua.simulator.store;

import org.jspecify.annotations.NullMarked;
