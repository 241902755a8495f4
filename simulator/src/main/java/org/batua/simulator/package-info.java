@NullMarked
package org.batua.simulator;

import org.jspecify.annotations.NullMarked;
