/**
 * The schema {@code reports}: ready-made views, one SQL file each under {@code
 * io/stripejdbc/reports}; what they mean is in {@code docs/reports.md}.
 */
@NullMarked
package io.stripejdbc.plan.view;

import org.jspecify.annotations.NullMarked;
