@NullMarked
package org.batua.gateway.db;

import org.jspecify.annotations.NullMarked;
