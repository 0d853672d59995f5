/**
 * The made-up marketplace: a platform, its connected accounts, and everything they sold. Stories
 * are kept as small facts and written out as JSON only when somebody asks; what the JSON looks like
 * is in {@code api}, who may ask in the room itself.
 */
@NullMarked
package io.stripejdbc.emulator.world;

import org.jspecify.annotations.NullMarked;
