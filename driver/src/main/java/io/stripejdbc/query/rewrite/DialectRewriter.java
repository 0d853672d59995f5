package io.stripejdbc.query.rewrite;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.plan.function.ExtractFunction;
import io.stripejdbc.plan.function.UnsupportedFunctions;
import io.stripejdbc.query.parser.MixedInterval;
import io.stripejdbc.query.validate.ParameterCastRewriter;
import io.stripejdbc.query.validate.ParameterTypeInference;
import io.stripejdbc.query.validate.SqlNodes;
import io.stripejdbc.query.validate.TimeUnits;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/**
 * Turns what Trino and PostgreSQL users write into the forms Calcite and our rules know, before
 * validation; pure.
 *
 * <p>{@code date_trunc('month', created)} becomes {@code FLOOR(created TO MONTH)}, {@code now()}
 * becomes {@code CURRENT_TIMESTAMP}: conditions on them still reach the API as ranges.
 */
public final class DialectRewriter extends SqlShuttle {
  private static final Set<SqlKind> DIRECTIONS =
      EnumSet.of(SqlKind.DESCENDING, SqlKind.NULLS_FIRST, SqlKind.NULLS_LAST);

  private static final Set<String> OF_COLLECTIONS = Set.of("map_keys", "map_values", "unnest");

  /** What NULL is as an argument of functions that take any type and tell none. */
  private static final Map<String, SqlTypeName> TYPES_OF_NULL =
      Map.ofEntries(
          Map.entry("abs", SqlTypeName.BIGINT),
          Map.entry("sign", SqlTypeName.BIGINT),
          Map.entry("truncate", SqlTypeName.BIGINT),
          Map.entry("trunc", SqlTypeName.BIGINT),
          Map.entry("mod", SqlTypeName.BIGINT),
          Map.entry("sum", SqlTypeName.BIGINT),
          Map.entry("avg", SqlTypeName.BIGINT),
          Map.entry("bit_and", SqlTypeName.BIGINT),
          Map.entry("bit_or", SqlTypeName.BIGINT),
          Map.entry("bit_xor", SqlTypeName.BIGINT),
          Map.entry("min", SqlTypeName.VARCHAR),
          Map.entry("max", SqlTypeName.VARCHAR),
          Map.entry("any_value", SqlTypeName.VARCHAR),
          Map.entry("every", SqlTypeName.BOOLEAN),
          Map.entry("some", SqlTypeName.BOOLEAN),
          Map.entry("last_day", SqlTypeName.DATE));

  private final FilterConjuncts filters = new FilterConjuncts();

  private DialectRewriter() {}

  /** What parses and has no counterpart here: mostly a function of other dialects. */
  public static final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final DriverError error;
    private final transient SqlParserPos pos;

    Unsupported(SqlParserPos pos, String message) {
      this(DriverError.UNKNOWN_FUNCTION, pos, message);
    }

    Unsupported(DriverError error, SqlParserPos pos, String message) {
      super(message);
      this.error = error;
      this.pos = pos;
    }

    public DriverError error() {
      return error;
    }

    public SqlParserPos pos() {
      return pos;
    }
  }

  /**
   * The statement in standard forms; the argument may be changed.
   *
   * @throws Unsupported for functions we can only advise against
   */
  public static SqlNode rewrite(SqlNode statement) {
    SqlNode result = statement.accept(new DialectRewriter());
    return result == null ? statement : result;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall written) {
    SqlCall call = written instanceof SqlOrderBy ordered ? RankedRows.withTies(ordered) : written;
    if (call instanceof MixedInterval) {
      throw new Unsupported(
          DriverError.INVALID_SQL,
          call.getParserPosition(),
          "An interval that mixes months with days can be added to a time and taken from it;"
              + " elsewhere use two intervals");
    }
    if (call instanceof SqlOrderBy ordered) {
      RankedRows.rewrite(ordered);
    } else if (call instanceof SqlSelect select) {
      RankedRows.rewrite(select);
    }
    EmptyArrays.typed(call);
    filters.add(call);
    SqlNode visited = super.visit(call);
    if (!(visited instanceof SqlCall inner)) {
      return visited;
    }
    SqlNode byFields = RowComparisons.byFields(inner, filters.contains(call));
    if (byFields != null) {
      return byFields;
    }
    return switch (inner.getKind()) {
      case EXTRACT -> extract(inner);
      case WITHIN_GROUP -> AggregateRewriter.withinGroup(inner);
      case ARRAY_AGG, STRING_AGG, GROUP_CONCAT -> AggregateRewriter.gathered(inner);
      case BITXOR -> power(inner);
      case IGNORE_NULLS -> AggregateRewriter.ignoreNulls(inner);
      case COLLECTION_TABLE -> TableFunctionRewriter.rewrite(inner);
      case UNNEST -> TableFunctionRewriter.rewrite(withTypedNull(inner));
      case SELECT -> select((SqlSelect) inner);
      case VALUES -> ApproximateValues.ofOneKind(inner);
      case OVER -> AggregateRewriter.filterBelow(AggregateRewriter.withoutUnusedFrame(inner));
      case MATCH_RECOGNIZE ->
          throw new Unsupported(
              inner.getParserPosition(),
              "MATCH_RECOGNIZE is not supported; compare rows with LAG and LEAD");
      case PLUS, MINUS -> IntervalDigits.named(inner);
      case TIMES -> ParameterCastRewriter.typed(inner);
      case LIKE, SIMILAR -> escape(inner);
      case EXISTS -> ofQuery(inner);
      case ARRAY_QUERY_CONSTRUCTOR, MULTISET_QUERY_CONSTRUCTOR, MAP_QUERY_CONSTRUCTOR ->
          ofSelect(inner);
      case CAST, SAFE_CAST -> cast(inner);
      case ORDER_BY -> byColumns(AllColumns.order((SqlOrderBy) inner));
      case WITH -> RecursiveQueries.checked((SqlWith) inner);
      default -> function(inner);
    };
  }

  /** {@code TIMESTAMP '2026-01-01 00:00:00 Europe/Berlin'} is that moment in UTC, as in Trino. */
  @Override
  public @Nullable SqlNode visit(SqlLiteral literal) {
    if (literal instanceof SqlCharStringLiteral) {
      // E'…' and U&'…' are given a character set of their own, which fits no other text.
      NlsString text = literal.getValueAs(NlsString.class);
      return text.getCharsetName() == null
          ? literal
          : SqlNodes.text(text.getValue(), literal.getParserPosition());
    }
    return literal instanceof SqlUnknownLiteral unknown
        ? ZonedLiteralRewriter.inUtc(unknown)
        : literal;
  }

  @Override
  public @Nullable SqlNode visit(SqlDataTypeSpec type) {
    return TypeNames.standard(type);
  }

  private static SqlNode function(SqlCall call) {
    if (!(call.getOperator() instanceof SqlFunction function)) {
      return call;
    }
    if (call.operandCount() == 0
        && ParameterTypeInference.ONE_OF.contains(function.getName().toLowerCase(Locale.ROOT))) {
      throw new Unsupported(
          call.getParserPosition(),
          "Function '%s' takes at least one argument"
              .formatted(function.getName().toLowerCase(Locale.ROOT)));
    }
    FunctionRewriter.Rewrite rewrite = FunctionRewriter.find(function.getName());
    SqlNode result = rewrite == null ? null : rewrite.apply(call, call.getOperandList());
    String advice = UnsupportedFunctions.advice(function.getName());
    if (result == null && advice != null && function instanceof SqlUnresolvedFunction) {
      String name = function.getName().toLowerCase(Locale.ROOT);
      throw new Unsupported(
          call.getParserPosition(), "Function '" + name + "' is not supported; " + advice);
    }
    SqlNode standard = result == null ? call : result;
    return standard instanceof SqlCall inner
        ? ParameterCastRewriter.typed(withTypedNull(inner))
        : standard;
  }

  private static SqlNode cast(SqlCall cast) {
    ParameterCastRewriter.ofText(cast);
    SqlNode text = TypeNames.withoutBlanks(TypeNames.withFraction(cast));
    return text == cast ? function(cast) : text;
  }

  private static SqlNode select(SqlSelect select) {
    AllColumns.group(select);
    return ImpliedRangePredicates.where(select);
  }

  /** {@code ESCAPE ''} is no escape, as in PostgreSQL: Hibernate writes it. */
  private static SqlNode escape(SqlCall like) {
    String escape = like.operandCount() == 3 ? SqlNodes.literalText(like.operand(2)) : null;
    if (escape == null || escape.codePointCount(0, escape.length()) == 1) {
      return like;
    }
    if (!escape.isEmpty()) {
      throw new Unsupported(
          DriverError.BAD_ESCAPE_CHARACTER,
          like.operand(2).getParserPosition(),
          "ESCAPE takes one character, or '' for none, was '" + escape + "'");
    }
    return like.getOperator()
        .createCall(like.getParserPosition(), like.operand(0), like.operand(1));
  }

  /** {@code a ^ b} is a power, as in PostgreSQL; there is no exclusive OR of bits. */
  private static SqlNode power(SqlCall call) {
    return call.operandCount() == 2
        ? SqlStdOperatorTable.POWER.createCall(call.getParserPosition(), call.getOperandList())
        : call;
  }

  /** {@code abs(NULL)}: Calcite generates no code for what has no type. */
  private static SqlCall withTypedNull(SqlCall call) {
    String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
    if (OF_COLLECTIONS.contains(name) && SqlUtil.isNullLiteral(call.operand(0), false)) {
      throw new Unsupported(
          DriverError.TYPE_MISMATCH,
          call.getParserPosition(),
          "Function '%s' is given NULL without a type; CAST it to one".formatted(name));
    }
    SqlTypeName type = TYPES_OF_NULL.get(name);
    for (int i = 0; type != null && i < call.operandCount(); i++) {
      SqlNode operand = call.operand(i);
      if (SqlUtil.isNullLiteral(operand, false)) {
        call.setOperand(i, SqlNodes.cast(operand.getParserPosition(), operand, type));
      }
    }
    return call;
  }

  /**
   * {@code ARRAY(SELECT … UNION SELECT …)}: Calcite (1.42) takes one SELECT only, and drops an
   * ORDER BY inside that has no limit.
   */
  private static SqlNode ofSelect(SqlCall constructor) {
    SqlNode query = constructor.operand(0);
    if (query instanceof SqlOrderBy ordered && ordered.fetch == null) {
      SqlParserPos pos = ordered.getParserPosition();
      SqlNode all = SqlLiteral.createExactNumeric(String.valueOf(Integer.MAX_VALUE), pos);
      query = new SqlOrderBy(pos, ordered.query, ordered.orderList, ordered.offset, all);
    }
    if (!(query instanceof SqlSelect)) {
      SqlParserPos pos = query.getParserPosition();
      constructor.setOperand(0, SqlNodes.select(pos, SqlIdentifier.star(pos), query));
    }
    return constructor;
  }

  /** Calcite's parser takes anything behind EXISTS, and its validator relies on a query. */
  private static SqlNode ofQuery(SqlCall exists) {
    if (!exists.operand(0).isA(SqlKind.QUERY)) {
      throw new Unsupported(
          DriverError.INVALID_SQL,
          exists.getParserPosition(),
          "EXISTS takes a query, as in EXISTS (SELECT …)");
    }
    return exists;
  }

  /** A parameter as the whole of a key is a constant, as in PostgreSQL: it orders nothing. */
  private static SqlNode byColumns(SqlOrderBy ordered) {
    List<SqlNode> keys = new ArrayList<>();
    for (SqlNode item : ordered.orderList) {
      SqlNode key = item;
      while (key instanceof SqlCall call && DIRECTIONS.contains(key.getKind())) {
        key = call.operand(0);
      }
      if (!(key instanceof SqlDynamicParam)) {
        keys.add(item);
      }
    }
    if (keys.size() == ordered.orderList.size()) {
      return ordered;
    }
    return keys.isEmpty() && ordered.offset == null && ordered.fetch == null
        ? ordered.query
        : new SqlOrderBy(
            ordered.getParserPosition(),
            ordered.query,
            new SqlNodeList(keys, ordered.orderList.getParserPosition()),
            ordered.offset,
            ordered.fetch);
  }

  /** Trino counts week days from Monday, 1 to 7; Calcite's DOW from Sunday. */
  private static SqlNode extract(SqlCall call) {
    if (call.operand(0) instanceof SqlIntervalQualifier unit) {
      TimeUnit part =
          unit.timeFrameName != null ? TimeUnits.part(unit.timeFrameName) : unit.getUnit();
      if (part == TimeUnit.DOW || (part != null && unit.timeFrameName != null)) {
        TimeUnit wanted = part == TimeUnit.DOW ? TimeUnit.ISODOW : part;
        unit = TimeUnits.qualifier(wanted, unit.getParserPosition());
      }
      return ExtractFunction.INSTANCE.createCall(call.getParserPosition(), unit, call.operand(1));
    }
    return call;
  }
}
