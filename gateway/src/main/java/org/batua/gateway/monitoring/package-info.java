/// What operators watch: figures of open money, jobs and the database.
@NullMarked
package org.batua.gateway.monitoring;

import org.jspecify.annotations.NullMarked;
