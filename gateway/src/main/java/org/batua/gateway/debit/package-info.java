@NullMarked
package org.batua.gateway.debit;

import org.jspecify.annotations.NullMarked;
