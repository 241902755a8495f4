/// Lists as CSV, large ones written by a job and fetched afterwards.
@NullMarked
package org.batua.gateway.export;

import org.jspecify.annotations.NullMarked;
