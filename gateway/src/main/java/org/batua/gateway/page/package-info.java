/// Pages for people: rendering, texts, languages, browser sessions, and the headers of a page.
@NullMarked
package org.batua.gateway.page;

import org.jspecify.annotations.NullMarked;
