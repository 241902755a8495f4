/// The bundled PostgreSQL: its programs, its files, its user and its server process.
@NullMarked
package org.batua.postgres;

import org.jspecify.annotations.NullMarked;
