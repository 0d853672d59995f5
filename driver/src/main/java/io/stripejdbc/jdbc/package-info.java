/**
 * What all classes of {@code java.sql} share: exceptions, warnings, unwrapping, the version. The
 * classes themselves are in the packages inside; SQL is understood in {@code query}.
 */
@NullMarked
package io.stripejdbc.jdbc;

import org.jspecify.annotations.NullMarked;
