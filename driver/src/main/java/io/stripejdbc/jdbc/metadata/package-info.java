/**
 * What {@code DatabaseMetaData} answers; where tables and columns are known is {@code
 * query.metadata}.
 */
@NullMarked
package io.stripejdbc.jdbc.metadata;

import org.jspecify.annotations.NullMarked;
