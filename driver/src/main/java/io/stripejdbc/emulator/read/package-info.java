/**
 * Lists, single objects, searches and previews read out of the world, with filters, pages and
 * expansions as strict as the API's.
 */
@NullMarked
package io.stripejdbc.emulator.read;

import org.jspecify.annotations.NullMarked;
