@NullMarked
package org.batua.gateway.job;

import org.jspecify.annotations.NullMarked;
