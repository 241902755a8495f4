/// The people and keys that operate the server: who they are, what they may do, what they did.
@NullMarked
package org.batua.gateway.operator;

import org.jspecify.annotations.NullMarked;
