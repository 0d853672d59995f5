/**
 * What the API looks like, as data: the fields of its objects and the parameters of its endpoints.
 * What the objects hold is in {@code world}.
 */
@NullMarked
package io.stripejdbc.emulator.api;

import org.jspecify.annotations.NullMarked;
