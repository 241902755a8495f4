/// The rules of the house, as tests.
@NullMarked
package org.batua.gateway.rules;

import org.jspecify.annotations.NullMarked;
