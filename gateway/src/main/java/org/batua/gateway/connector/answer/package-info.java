/// What a connector's author uses to read a provider's answers.
@NullMarked
package org.batua.gateway.connector.answer;

import org.jspecify.annotations.NullMarked;
