/// PhonePe's wallet API of generation v3 as its clients see it: base 64 payloads signed in a
/// header, JSON on every HTTP status, amounts in paise, and deeplinks that a page plays here.
@NullMarked
package org.batua.simulator.phonepe;

import org.jspecify.annotations.NullMarked;
