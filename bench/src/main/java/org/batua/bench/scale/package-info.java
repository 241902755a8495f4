/// What larger installations would need, by calculation.
@NullMarked
package org.batua.bench.scale;

import org.jspecify.annotations.NullMarked;
