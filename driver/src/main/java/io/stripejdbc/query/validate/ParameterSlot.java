package io.stripejdbc.query.validate;

import io.stripejdbc.query.ResultType;

/**
 * Where a parameter's value goes.
 *
 * @param type its SQL type
 * @param scale digits behind the point that there is room for
 * @param isRowCount whether it stands in LIMIT or OFFSET, where generated code takes an int
 */
public record ParameterSlot(ResultType type, int scale, boolean isRowCount) {}
