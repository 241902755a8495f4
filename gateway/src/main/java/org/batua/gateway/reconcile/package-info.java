@NullMarked
package org.batua.gateway.reconcile;

import org.jspecify.annotations.NullMarked;
