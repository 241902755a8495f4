@NullMarked
package org.batua.gateway.admin;

import org.jspecify.annotations.NullMarked;
