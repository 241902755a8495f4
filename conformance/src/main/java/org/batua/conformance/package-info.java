/// The command: a black-box suite for any server that claims the API; runs checks, reports them.
@NullMarked
package org.batua.conformance;

import org.jspecify.annotations.NullMarked;
