@NullMarked
package org.batua.bench.process;

import org.jspecify.annotations.NullMarked;
