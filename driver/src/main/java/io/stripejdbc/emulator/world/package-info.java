/**
 * All objects of the emulated accounts, by account and list, written out as JSON when somebody
 * asks; what happened is simulated in {@code simulation}, kept in {@code model} and worded in
 * {@code object}.
 */
@NullMarked
package io.stripejdbc.emulator.world;

import org.jspecify.annotations.NullMarked;
