/// The wallet providers as a test bench: a server that speaks their wire protocols and misbehaves
/// on demand.
@NullMarked
package org.batua.simulator;

import org.jspecify.annotations.NullMarked;
