package io.stripejdbc.query.parser;

import java.util.Properties;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/**
 * The SQL this driver reads: its own grammar, double quotes, names in any case, NULLs sorted high.
 *
 * <p>Everything is set here; no property of a user, the system or a file reaches Calcite.
 */
public final class Dialect {
  private static final int LONGEST_NAME = 256;

  /**
   * Babel, without aliases of the SELECT list inside it: a misspelt column is then named as one;
   * and without columns that are neither grouped nor aggregated, whose value would be any of many.
   */
  private static final SqlConformance CONFORMANCE =
      new SqlDelegatingConformance(SqlConformanceEnum.BABEL) {
        @Override
        public SelectAliasLookup isSelectAlias() {
          return SelectAliasLookup.UNSUPPORTED;
        }

        @Override
        public boolean allowExplicitRowValueConstructor() {
          return true;
        }

        @Override
        public boolean isNonStrictGroupBy() {
          return false;
        }
      };

  private Dialect() {}

  /** The statement that a text is. */
  public static SqlNode parse(SqlTokens tokens) throws SqlParseException {
    return StatementParser.parse(
        tokens,
        SqlParser.config()
            .withQuotedCasing(Casing.UNCHANGED)
            .withUnquotedCasing(Casing.UNCHANGED)
            .withConformance(conformance())
            .withIdentifierMaxLength(LONGEST_NAME));
  }

  public static SqlConformance conformance() {
    return CONFORMANCE;
  }

  public static CalciteConnectionConfig config() {
    return new CalciteConnectionConfigImpl(new Properties())
        .set(CalciteConnectionProperty.CASE_SENSITIVE, "false")
        .set(CalciteConnectionProperty.CONFORMANCE, SqlConformanceEnum.BABEL.name())
        .set(CalciteConnectionProperty.DEFAULT_NULL_COLLATION, NullCollation.HIGH.name())
        .set(CalciteConnectionProperty.TIME_ZONE, "UTC");
  }

  public static SqlValidator.Config validation() {
    return SqlValidator.Config.DEFAULT
        .withConformance(conformance())
        .withDefaultNullCollation(NullCollation.HIGH)
        .withIdentifierExpansion(true)
        .withTypeCoercionEnabled(true);
  }

  /**
   * How typed SQL becomes algebra.
   *
   * @param grouping whether it has GROUPING in it: Calcite (1.42) gives that another type where it
   *     leaves the groups out, because no two rows are of one
   */
  public static SqlToRelConverter.Config conversion(boolean grouping) {
    return SqlToRelConverter.config()
        .withTrimUnusedFields(true)
        .withExpand(false)
        .withInSubQueryThreshold(Integer.MAX_VALUE)
        .addRelBuilderConfigTransform(builder -> builder.withAggregateUnique(grouping));
  }

  /** The same with none of the shortcuts that Calcite takes on the way. */
  public static SqlToRelConverter.Config plainConversion() {
    return conversion(true)
        .addRelBuilderConfigTransform(builder -> builder.withSimplifyValues(false));
  }
}
