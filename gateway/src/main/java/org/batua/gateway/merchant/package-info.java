@NullMarked
package org.batua.gateway.merchant;

import org.jspecify.annotations.NullMarked;
