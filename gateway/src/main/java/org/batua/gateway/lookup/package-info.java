/// Finding payments for people and scripts, and showing their history: reads only.
@NullMarked
package org.batua.gateway.lookup;

import org.jspecify.annotations.NullMarked;
