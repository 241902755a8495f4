/// What checks are made of: the account under test, calls and replies, expectations.
@NullMarked
package org.batua.conformance.kit;

import org.jspecify.annotations.NullMarked;
