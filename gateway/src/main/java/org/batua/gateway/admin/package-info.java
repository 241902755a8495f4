/// The admin API: what operators click, for scripts with scoped keys.
@NullMarked
package org.batua.gateway.admin;

import org.jspecify.annotations.NullMarked;
