/// The pages a customer or a developer sees: plain HTML without scripts.
@NullMarked
package org.batua.simulator.page;

import org.jspecify.annotations.NullMarked;
