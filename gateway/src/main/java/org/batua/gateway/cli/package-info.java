@NullMarked
package org.batua.gateway.cli;

import org.jspecify.annotations.NullMarked;
