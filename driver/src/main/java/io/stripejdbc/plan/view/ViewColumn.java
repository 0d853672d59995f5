package io.stripejdbc.plan.view;

import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A column of a view, as the header of its file declares it.
 *
 * @param name its name
 * @param type its type
 * @param precision digits of a DECIMAL, length of a VARCHAR, fraction digits of a TIMESTAMP; 0 when
 *     not said
 * @param scale digits after the point of a DECIMAL, else 0
 * @param nullable whether NULL may occur
 * @param remarks what it means
 */
public record ViewColumn(
    String name, SqlTypeName type, int precision, int scale, boolean nullable, String remarks) {}
