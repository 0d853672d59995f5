/**
 * Schema, scan node, rules, translation of conditions and functions for Calcite; running a scan is
 * in {@code scan}, a statement's life in {@code query}.
 */
@NullMarked
package io.stripejdbc.plan;

import org.jspecify.annotations.NullMarked;
