/**
 * What generated code calls while a statement runs: opening scans, looking up, sorting rows of one
 * second, stopping; nothing here plans.
 */
@NullMarked
package io.stripejdbc.plan.runtime;

import org.jspecify.annotations.NullMarked;
