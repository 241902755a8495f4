@NullMarked
package org.batua.gateway.keyring;

import org.jspecify.annotations.NullMarked;
