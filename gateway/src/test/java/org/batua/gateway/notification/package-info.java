@NullMarked
package org.batua.gateway.notification;

import org.jspecify.annotations.NullMarked;
