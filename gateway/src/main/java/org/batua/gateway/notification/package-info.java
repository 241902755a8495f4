/// Notifications from providers: verified, stored, answered; applied by a job.
@NullMarked
package org.batua.gateway.notification;

import org.jspecify.annotations.NullMarked;
