/**
 * A finished {@code ScanSpec} to slices, requests and rows in order; what may be asked of a scan is
 * decided in {@code plan}.
 */
@NullMarked
package io.stripejdbc.scan;

import org.jspecify.annotations.NullMarked;
