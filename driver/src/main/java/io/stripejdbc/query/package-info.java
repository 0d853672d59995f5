/**
 * A statement's life from text to rows: parse, rewrite, validate, plan, bind, cancel and fail; the
 * classes of {@code java.sql} are in {@code jdbc}.
 */
@NullMarked
package io.stripejdbc.query;

import org.jspecify.annotations.NullMarked;
