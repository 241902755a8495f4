@NullMarked
package org.batua.bench.load;

import org.jspecify.annotations.NullMarked;
