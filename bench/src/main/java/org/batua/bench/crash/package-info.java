@NullMarked
package org.batua.bench.crash;

import org.jspecify.annotations.NullMarked;
