@NullMarked
package org.batua.postgres;

import org.jspecify.annotations.NullMarked;
