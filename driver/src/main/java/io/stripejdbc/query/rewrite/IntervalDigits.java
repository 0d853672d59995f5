package io.stripejdbc.query.rewrite;

import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral.IntervalValue;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;

/**
 * Names the digits of a second in an interval that has some, {@code INTERVAL '0.5' SECOND(2, 1)}: a
 * time and this interval are a time with as many. Calcite would take six for any, and give a time
 * without.
 */
final class IntervalDigits {
  private IntervalDigits() {}

  static SqlLiteral named(SqlIntervalLiteral literal) {
    IntervalValue value = literal.getValueAs(IntervalValue.class);
    SqlIntervalQualifier unit = value.getIntervalQualifier();
    String text = value.getIntervalLiteral();
    int point = text.indexOf('.');
    boolean named =
        unit.getFractionalSecondPrecisionPreservingDefault() != RelDataType.PRECISION_NOT_SPECIFIED;
    if (point < 0 || named || unit.getUnit() == null || !ofSeconds(unit)) {
      return literal;
    }
    return SqlLiteral.createInterval(
        value.getSign(),
        text,
        new SqlIntervalQualifier(
            unit.getStartUnit(),
            unit.getStartPrecisionPreservingDefault(),
            unit.getStartUnit() == unit.getEndUnit() ? null : unit.getEndUnit(),
            text.length() - point - 1,
            unit.getParserPosition()),
        literal.getParserPosition());
  }

  private static boolean ofSeconds(SqlIntervalQualifier unit) {
    return unit.getEndUnit() == TimeUnit.SECOND || unit.getStartUnit() == TimeUnit.SECOND;
  }
}
