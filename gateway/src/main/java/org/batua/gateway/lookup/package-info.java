/// Finding payments for people and scripts, and telling their story: reads only.
@NullMarked
package org.batua.gateway.lookup;

import org.jspecify.annotations.NullMarked;
