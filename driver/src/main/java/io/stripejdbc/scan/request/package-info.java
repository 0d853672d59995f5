/**
 * Which calls answer a {@code ScanSpec}: accounts, steps, templates of requests and the checks on
 * what comes back; nothing here makes a call.
 */
@NullMarked
package io.stripejdbc.scan.request;

import org.jspecify.annotations.NullMarked;
