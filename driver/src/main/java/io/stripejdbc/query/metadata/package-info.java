/**
 * Every schema and table as metadata shows them, known without Calcite and without a call; the
 * result sets of {@code DatabaseMetaData} are in {@code jdbc.metadata}.
 */
@NullMarked
package io.stripejdbc.query.metadata;

import org.jspecify.annotations.NullMarked;
