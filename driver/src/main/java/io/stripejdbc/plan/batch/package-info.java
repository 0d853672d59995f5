/**
 * Conditions and aggregates of one table computed over columns of many rows at a time; what reads
 * the rows is {@code scan}, which plans are computed so is decided in {@code plan.pass}.
 */
@NullMarked
package io.stripejdbc.plan.batch;

import org.jspecify.annotations.NullMarked;
