/**
 * The server: HTTP, who may ask, how fast, what goes wrong when told to, and the record of what was
 * asked; what is answered is in {@code emulator.read}.
 */
@NullMarked
package io.stripejdbc.emulator.server;

import org.jspecify.annotations.NullMarked;
