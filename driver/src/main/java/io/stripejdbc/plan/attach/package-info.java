/**
 * Tables of attached databases in plans: what of a plan is left to the other database, and the scan
 * that runs it. How that database is talked to is in {@code attach}. Nothing of this is loaded
 * without an attachment.
 */
@NullMarked
package io.stripejdbc.plan.attach;

import org.jspecify.annotations.NullMarked;
