@NullMarked
package org.batua.gateway.http;

import org.jspecify.annotations.NullMarked;
