@NullMarked
package org.batua.bench;

import org.jspecify.annotations.NullMarked;
