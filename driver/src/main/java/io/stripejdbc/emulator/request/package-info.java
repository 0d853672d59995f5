/**
 * Requests taken apart and checked, and answers before they are sent; what they mean is in {@code
 * emulator.read}.
 */
@NullMarked
package io.stripejdbc.emulator.request;

import org.jspecify.annotations.NullMarked;
