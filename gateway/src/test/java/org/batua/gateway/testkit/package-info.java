/// What tests share: a gateway with its database and providers, shops, browsers.
@NullMarked
package org.batua.gateway.testkit;

import org.jspecify.annotations.NullMarked;
