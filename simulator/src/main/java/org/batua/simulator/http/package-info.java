/// What every front needs to take calls and to deliver, delay, lose or spoil answers.
@NullMarked
package org.batua.simulator.http;

import org.jspecify.annotations.NullMarked;
