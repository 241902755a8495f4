@NullMarked
package org.batua.bench.scale;

import org.jspecify.annotations.NullMarked;
