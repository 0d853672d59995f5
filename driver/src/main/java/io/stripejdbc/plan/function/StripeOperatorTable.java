package io.stripejdbc.plan.function;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import io.stripejdbc.plan.function.operator.TimeDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/**
 * All functions and operators of the driver's SQL: the standard's, chosen ones of Calcite's
 * libraries, and our own; names in any letter case.
 *
 * <p>Nothing here reads files or addresses, waits, or makes much out of little: the XML functions,
 * COMPRESS and the like are not in, and what lengthens a text is ours, with a limit.
 */
public final class StripeOperatorTable implements SqlOperatorTable {
  /** Standard operators that ours replace or that make no sense in a read-only report. */
  private static final Set<SqlOperator> LEFT_OUT =
      Set.of(
          SqlStdOperatorTable.ROUND,
          SqlStdOperatorTable.LOG10,
          SqlStdOperatorTable.EXTRACT,
          SqlStdOperatorTable.MOD,
          SqlStdOperatorTable.PERCENT_REMAINDER,
          SqlStdOperatorTable.NEXT_VALUE,
          SqlStdOperatorTable.CURRENT_VALUE,
          SqlStdOperatorTable.PERCENTILE_CONT,
          SqlStdOperatorTable.PERCENTILE_DISC,
          SqlStdOperatorTable.CONVERT,
          SqlStdOperatorTable.TRANSLATE,
          SqlStdOperatorTable.STDDEV,
          SqlStdOperatorTable.STDDEV_POP,
          SqlStdOperatorTable.STDDEV_SAMP,
          SqlStdOperatorTable.VARIANCE,
          SqlStdOperatorTable.VAR_POP,
          SqlStdOperatorTable.VAR_SAMP,
          SqlStdOperatorTable.COVAR_POP,
          SqlStdOperatorTable.COVAR_SAMP,
          SqlStdOperatorTable.REGR_COUNT,
          SqlStdOperatorTable.REGR_SXX,
          SqlStdOperatorTable.REGR_SYY,
          SqlStdOperatorTable.HISTOGRAM_AGG,
          SqlStdOperatorTable.CHAR_LENGTH,
          SqlStdOperatorTable.CHARACTER_LENGTH,
          SqlStdOperatorTable.SUBSTRING,
          SqlStdOperatorTable.POSITION,
          SqlStdOperatorTable.OVERLAY,
          SqlStdOperatorTable.INITCAP,
          SqlStdOperatorTable.UPPER,
          SqlStdOperatorTable.LOWER,
          SqlStdOperatorTable.LISTAGG,
          SqlStdOperatorTable.LAG,
          SqlStdOperatorTable.LEAD,
          SqlStdOperatorTable.FIRST_VALUE,
          SqlStdOperatorTable.LAST_VALUE,
          SqlStdOperatorTable.NTH_VALUE,
          SqlStdOperatorTable.ARG_MIN,
          SqlStdOperatorTable.ARG_MAX);

  private static final List<SqlOperator> LIBRARY =
      List.of(
          SqlLibraryOperators.INFIX_CAST,
          SqlLibraryOperators.SAFE_CAST,
          SqlLibraryOperators.TRY_CAST,
          SqlLibraryOperators.ILIKE,
          SqlLibraryOperators.NOT_ILIKE,
          SqlLibraryOperators.GREATEST,
          SqlLibraryOperators.LEAST,
          SqlLibraryOperators.CONCAT_FUNCTION,
          SqlLibraryOperators.CONCAT_WS_POSTGRESQL,
          SqlLibraryOperators.LTRIM,
          SqlLibraryOperators.RTRIM,
          SqlLibraryOperators.STARTS_WITH,
          SqlLibraryOperators.ENDS_WITH,
          SqlLibraryOperators.MD5,
          SqlLibraryOperators.SHA1,
          SqlLibraryOperators.LEVENSHTEIN,
          SqlLibraryOperators.TO_DATE_PG,
          SqlLibraryOperators.ARRAY_DISTINCT,
          SqlLibraryOperators.ARRAY_CONCAT,
          SqlLibraryOperators.ARRAY_LENGTH,
          SqlLibraryOperators.ARRAY_MAX,
          SqlLibraryOperators.ARRAY_MIN,
          SqlLibraryOperators.ARRAY_REVERSE,
          SqlLibraryOperators.ARRAY_TO_STRING,
          SqlLibraryOperators.SORT_ARRAY,
          SqlLibraryOperators.MAP_KEYS,
          SqlLibraryOperators.MAP_VALUES,
          SqlLibraryOperators.LOG2);

  /** The one instance. */
  public static final StripeOperatorTable INSTANCE = new StripeOperatorTable();

  private final List<SqlOperator> operators;
  private final ListMultimap<String, SqlOperator> byName;

  private StripeOperatorTable() {
    List<SqlOperator> all = new ArrayList<>();
    for (SqlOperator operator : SqlStdOperatorTable.instance().getOperatorList()) {
      if (!LEFT_OUT.contains(operator)) {
        all.add(operator);
      }
    }
    all.addAll(LIBRARY);
    all.addAll(DriverFunctions.all());
    all.addAll(CodePointFunctions.all());
    all.addAll(DriverAggregates.all());
    all.addAll(OffsetFunction.all());
    all.addAll(FrameFunctions.all());
    all.add(RecursiveValueFunction.function());
    all.add(ExtractFunction.INSTANCE);
    all.addAll(RemainderOperator.all());
    all.add(TimeDifference.OPERATOR);
    all.add(TimeDifference.DAYS);
    all.addAll(SynonymFunction.all());
    this.operators = List.copyOf(all);
    ImmutableListMultimap.Builder<String, SqlOperator> names = ImmutableListMultimap.builder();
    for (SqlOperator operator : operators) {
      names.put(operator.getName().toUpperCase(Locale.ROOT), operator);
    }
    this.byName = names.build();
  }

  @Override
  public void lookupOperatorOverloads(
      SqlIdentifier name,
      @Nullable SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> found,
      SqlNameMatcher matcher) {
    if (!name.isSimple()) {
      return;
    }
    for (SqlOperator operator : byName.get(name.getSimple().toUpperCase(Locale.ROOT))) {
      // CAST, COUNT(*) and their like are functions with a syntax of their own.
      boolean special = syntax == SqlSyntax.FUNCTION && operator instanceof SqlFunction;
      if (special || operator.getSyntax().family == syntax.family) {
        found.add(operator);
      }
    }
  }

  @Override
  public List<SqlOperator> getOperatorList() {
    return operators;
  }
}
