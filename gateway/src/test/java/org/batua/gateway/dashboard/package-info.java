@NullMarked
package org.batua.gateway.dashboard;

import org.jspecify.annotations.NullMarked;
