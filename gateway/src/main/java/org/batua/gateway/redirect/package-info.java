/// A customer's ways to a provider and back: payments, top-ups and linking on the provider's pages,
/// and the signed return to the merchant.
@NullMarked
package org.batua.gateway.redirect;

import org.jspecify.annotations.NullMarked;
