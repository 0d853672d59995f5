/**
 * What all connections of one API key share: pace, threads, cache and the log of activity, and the
 * emulator behind the demo. How each of them works is in the packages below; which connection uses
 * which is decided in {@code jdbc}.
 */
@NullMarked
package io.stripejdbc.service;

import org.jspecify.annotations.NullMarked;
