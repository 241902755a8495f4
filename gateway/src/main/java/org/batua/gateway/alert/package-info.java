/// What is wrong at a merchant, told to a receiver of its operators.
@NullMarked
package org.batua.gateway.alert;

import org.jspecify.annotations.NullMarked;
