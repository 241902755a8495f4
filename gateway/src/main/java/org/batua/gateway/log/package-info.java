/// What the log lines of one piece of work have in common.
@NullMarked
package org.batua.gateway.log;

import org.jspecify.annotations.NullMarked;
