@NullMarked
package org.batua.bench.cluster;

import org.jspecify.annotations.NullMarked;
