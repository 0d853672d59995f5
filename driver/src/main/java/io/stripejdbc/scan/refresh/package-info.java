/**
 * Brings cached rows past their time to live up to date: asks for the events of an account, looks
 * up what they name, and leaves the rest to an ordinary reading. What to do is decided in {@code
 * cache.refresh}.
 */
@NullMarked
package io.stripejdbc.scan.refresh;

import org.jspecify.annotations.NullMarked;
