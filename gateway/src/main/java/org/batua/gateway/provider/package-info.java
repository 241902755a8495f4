/// The one door to the providers: every call of every feature to a connector goes through it.
@NullMarked
package org.batua.gateway.provider;

import org.jspecify.annotations.NullMarked;
