/// Spans of what a request brings about, and their way to a collector.
@NullMarked
package org.batua.gateway.trace;

import org.jspecify.annotations.NullMarked;
