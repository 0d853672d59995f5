package io.stripejdbc.query.validate;

import com.google.common.collect.ImmutableSet;
import java.util.Map;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Which types can be cast to which: Calcite's rule, but that no number is a TIMESTAMP and no
 * TIMESTAMP a number. There it counts milliseconds, while Stripe and {@code from_unixtime} count
 * seconds; PostgreSQL and Trino refuse it too.
 *
 * @param calcite the rule that decides about all others
 */
record CastRules(SqlTypeMappingRule calcite) implements SqlTypeMappingRule {
  @Override
  public Map<SqlTypeName, ImmutableSet<SqlTypeName>> getTypeMapping() {
    return calcite.getTypeMapping();
  }

  @Override
  public boolean canApplyFrom(SqlTypeName to, SqlTypeName from) {
    boolean counts =
        (to == SqlTypeName.TIMESTAMP && SqlTypeName.NUMERIC_TYPES.contains(from))
            || (from == SqlTypeName.TIMESTAMP && SqlTypeName.NUMERIC_TYPES.contains(to));
    return !counts && calcite.canApplyFrom(to, from);
  }
}
