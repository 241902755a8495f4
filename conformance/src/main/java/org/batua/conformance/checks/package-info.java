/// The checks, one class for each part of the contract.
@NullMarked
package org.batua.conformance.checks;

import org.jspecify.annotations.NullMarked;
