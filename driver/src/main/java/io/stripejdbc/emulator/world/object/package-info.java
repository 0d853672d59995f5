/**
 * The objects of the model as the API words them: their fields as JSON; fields without a meaning
 * here are made up in {@code emulator.world}.
 */
@NullMarked
package io.stripejdbc.emulator.world.object;

import org.jspecify.annotations.NullMarked;
