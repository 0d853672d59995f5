/**
 * What a scan is asked and what it gives: a finished {@code ScanSpec} and a cursor of rows. Which
 * calls it takes is decided in {@code request}, how a list is cut in {@code window}, what one chain
 * of calls does in {@code task}, who makes them and in which order rows leave in {@code execute};
 * what may be asked of a scan is decided in {@code plan}.
 */
@NullMarked
package io.stripejdbc.scan;

import org.jspecify.annotations.NullMarked;
