package io.stripejdbc.plan.function;

import io.stripejdbc.plan.function.aggregate.ArrayAggregate;
import io.stripejdbc.plan.function.aggregate.DistinctCount;
import io.stripejdbc.plan.function.aggregate.ExactSum;
import io.stripejdbc.plan.function.aggregate.FirstValueAggregate;
import io.stripejdbc.plan.function.aggregate.FrameValue;
import io.stripejdbc.plan.function.aggregate.HistogramAggregate;
import io.stripejdbc.plan.function.aggregate.LastValueAggregate;
import io.stripejdbc.plan.function.aggregate.MapAggregate;
import io.stripejdbc.plan.function.aggregate.ModeAggregates;
import io.stripejdbc.plan.function.aggregate.NthValueAggregate;
import io.stripejdbc.plan.function.aggregate.OnlyValue;
import io.stripejdbc.plan.function.aggregate.PercentileAggregates;
import io.stripejdbc.plan.function.aggregate.RegressionAggregates;
import io.stripejdbc.plan.function.aggregate.TextAggregate;
import io.stripejdbc.plan.function.aggregate.ValueByKey;
import io.stripejdbc.plan.function.aggregate.VarianceAggregates;
import io.stripejdbc.plan.function.operator.FunctionReturnTypes;
import io.stripejdbc.plan.function.operator.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.AggregateFunction;
import org.apache.calcite.schema.impl.AggregateFunctionImpl;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.validate.SqlUserDefinedAggFunction;
import org.apache.calcite.util.Optionality;

/** Our own aggregate functions, each with the class that gathers its values. */
public final class DriverAggregates {
  /** Digits after the point of an interpolated percentile. */
  private static final int SCALE = 6;

  private static final SqlReturnTypeInference ARGUMENT =
      ReturnTypes.ARG0.andThen(SqlTypeTransforms.FORCE_NULLABLE);

  /** SUM of whole numbers that fails when it leaves the range of BIGINT. */
  public static final SqlUserDefinedAggFunction EXACT_SUM =
      aggregate("sum", Signature.of(Signature.Kind.INTEGER), ReturnTypes.AGG_SUM, ExactSum.class);

  /** The same of which the sum of nothing is 0: an average's. */
  public static final SqlUserDefinedAggFunction EXACT_SUM_OR_ZERO =
      aggregate(
          "$sum0",
          Signature.of(Signature.Kind.INTEGER),
          ReturnTypes.AGG_SUM_EMPTY_IS_ZERO,
          ExactSum.class);

  private static final Signature NUMBER = Signature.of(Signature.Kind.NUMBER);

  private static final Signature PAIR = Signature.of(Signature.Kind.NUMBER, Signature.Kind.NUMBER);

  private static final Signature TEXTS =
      Signature.of(Signature.Kind.AS_TEXT, Signature.Kind.AS_TEXT);

  private static final SqlReturnTypeInference MAYBE_TEXT = FunctionReturnTypes.MAYBE_TEXT;

  private static final Signature NUMBERED =
      Signature.of(Signature.Kind.ANY, Signature.Kind.INTEGER);

  /** The value of a number among those that are there, from the first. */
  public static final SqlUserDefinedAggFunction NTH_FROM_START =
      aggregate("nth_from_start", NUMBERED, ARGUMENT, NthValueAggregate.FromStart.class);

  /** The value of a number among those that are there, from the last. */
  public static final SqlUserDefinedAggFunction NTH_FROM_END =
      aggregate("nth_from_end", NUMBERED, ARGUMENT, NthValueAggregate.FromEnd.class);

  /** SINGLE_VALUE, which fails by an error of ours. */
  public static final SqlUserDefinedAggFunction ONLY_VALUE =
      keepingNulls("single_value", Signature.of(Signature.Kind.ANY), ARGUMENT, OnlyValue.class);

  /** The value of a number among all of a frame, from the first. */
  public static final SqlUserDefinedAggFunction NTH_OF_FRAME =
      keepingNulls("nth_of_frame", NUMBERED, ARGUMENT, FrameValue.FromStart.class);

  /** The last value of a frame. */
  public static final SqlUserDefinedAggFunction LAST_OF_FRAME =
      keepingNulls(
          "last_of_frame", Signature.of(Signature.Kind.ANY), ARGUMENT, FrameValue.Last.class);

  /** {@code count(DISTINCT x)} of the frames of a window. */
  public static final SqlUserDefinedAggFunction DISTINCT_COUNT =
      aggregate(
          "distinct_count",
          Signature.of(Signature.Kind.ANY),
          ReturnTypes.BIGINT,
          DistinctCount.class);

  private DriverAggregates() {}

  static List<SqlOperator> all() {
    List<SqlOperator> all = new ArrayList<>(ofOne());
    all.addAll(ofPairs());
    return all;
  }

  private static List<SqlOperator> ofPairs() {
    return List.of(
        pairs("covar_pop", RegressionAggregates.PopulationCovariance.class),
        pairs("covar_samp", RegressionAggregates.SampleCovariance.class),
        pairs("corr", RegressionAggregates.Correlation.class),
        pairs("regr_avgx", RegressionAggregates.AverageX.class),
        pairs("regr_avgy", RegressionAggregates.AverageY.class),
        pairs("regr_slope", RegressionAggregates.Slope.class),
        pairs("regr_intercept", RegressionAggregates.Intercept.class),
        pairs("regr_r2", RegressionAggregates.SquaredCorrelation.class),
        pairs("regr_sxx", RegressionAggregates.SquaresX.class),
        pairs("regr_syy", RegressionAggregates.SquaresY.class),
        pairs("regr_sxy", RegressionAggregates.ProductsXy.class),
        aggregate("regr_count", PAIR, ReturnTypes.BIGINT, RegressionAggregates.PairCount.class));
  }

  private static SqlUserDefinedAggFunction pairs(String name, Class<?> gatherer) {
    return aggregate(name, PAIR, DriverAggregates::spread, gatherer);
  }

  private static List<SqlOperator> ofOne() {
    Signature percentile = Signature.of(Signature.Kind.ANY, Signature.Kind.NUMBER);
    Signature one = Signature.of(Signature.Kind.ANY);
    Signature pair = Signature.of(Signature.Kind.ANY, Signature.Kind.ANY);
    return List.of(
        aggregate(
            "percentile_cont",
            Signature.of(Signature.Kind.NUMBER, Signature.Kind.NUMBER),
            DriverAggregates::interpolated,
            PercentileAggregates.Interpolated.class),
        aggregate("percentile_disc", percentile, ARGUMENT, PercentileAggregates.Picked.class),
        aggregate(
            "percentile_disc_desc",
            percentile,
            ARGUMENT,
            PercentileAggregates.PickedFromGreatest.class),
        aggregate("approx_percentile", percentile, ARGUMENT, PercentileAggregates.Picked.class),
        aggregate("mode_asc", one, ARGUMENT, ModeAggregates.Least.class),
        aggregate("mode_desc", one, ARGUMENT, ModeAggregates.Greatest.class),
        aggregate("variance", NUMBER, DriverAggregates::spread, VarianceAggregates.Variance.class),
        aggregate("var_samp", NUMBER, DriverAggregates::spread, VarianceAggregates.Variance.class),
        aggregate(
            "var_pop",
            NUMBER,
            DriverAggregates::spread,
            VarianceAggregates.PopulationVariance.class),
        aggregate("stddev", NUMBER, DriverAggregates::spread, VarianceAggregates.Deviation.class),
        aggregate(
            "stddev_samp", NUMBER, DriverAggregates::spread, VarianceAggregates.Deviation.class),
        aggregate(
            "stddev_pop",
            NUMBER,
            DriverAggregates::spread,
            VarianceAggregates.PopulationDeviation.class),
        aggregate("last_value_not_null", one, ARGUMENT, LastValueAggregate.class),
        aggregate("first_value_not_null", one, ARGUMENT, FirstValueAggregate.class),
        keepingNulls("map_agg", pair, DriverAggregates::map, MapAggregate.class),
        aggregate("histogram", one, DriverAggregates::histogram, HistogramAggregate.class),
        ordered("listagg", TEXTS, MAYBE_TEXT, TextAggregate.class),
        ordered("string_agg", TEXTS, MAYBE_TEXT, TextAggregate.class),
        ordered("group_concat", TEXTS, MAYBE_TEXT, TextAggregate.class),
        ordered("array_agg", one, DriverAggregates::array, ArrayAggregate.class),
        keepingNulls("arg_min", pair, ARGUMENT, ValueByKey.Least.class),
        keepingNulls("arg_max", pair, ARGUMENT, ValueByKey.Greatest.class));
  }

  private static SqlUserDefinedAggFunction aggregate(
      String name, Signature arguments, SqlReturnTypeInference returns, Class<?> gatherer) {
    return aggregate(name, arguments, returns, gatherer, Optionality.FORBIDDEN);
  }

  private static SqlUserDefinedAggFunction keepingNulls(
      String name, Signature arguments, SqlReturnTypeInference returns, Class<?> gatherer) {
    return aggregate(
        name, arguments, returns, new NullKeepingAggregate(gatherer), Optionality.FORBIDDEN);
  }

  /** One that takes {@code WITHIN GROUP (ORDER BY …)}, and rows with NULLs. */
  private static SqlUserDefinedAggFunction ordered(
      String name, Signature arguments, SqlReturnTypeInference returns, Class<?> gatherer) {
    return aggregate(
        name, arguments, returns, new NullKeepingAggregate(gatherer), Optionality.OPTIONAL);
  }

  private static SqlUserDefinedAggFunction aggregate(
      String name,
      Signature arguments,
      SqlReturnTypeInference returns,
      Class<?> gatherer,
      Optionality order) {
    AggregateFunction function = AggregateFunctionImpl.create(gatherer);
    return aggregate(name, arguments, returns, Objects.requireNonNull(function), order);
  }

  private static SqlUserDefinedAggFunction aggregate(
      String name,
      Signature arguments,
      SqlReturnTypeInference returns,
      AggregateFunction function,
      Optionality order) {
    return new SqlUserDefinedAggFunction(
        new SqlIdentifier(name, SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        returns,
        InferTypes.FIRST_KNOWN,
        arguments,
        function,
        false,
        false,
        order);
  }

  private static RelDataType spread(SqlOperatorBinding binding) {
    RelDataTypeFactory factory = binding.getTypeFactory();
    return factory.createTypeWithNullability(
        FunctionReturnTypes.decimal(factory, 38, VarianceAggregates.SCALE), true);
  }

  private static RelDataType interpolated(SqlOperatorBinding binding) {
    RelDataTypeFactory factory = binding.getTypeFactory();
    RelDataType type = binding.getOperandType(0);
    int scale = type.getSqlTypeName() == SqlTypeName.DECIMAL ? type.getScale() : 0;
    return factory.createTypeWithNullability(
        FunctionReturnTypes.decimal(factory, 38, Math.max(SCALE, scale)), true);
  }

  private static RelDataType map(SqlOperatorBinding binding) {
    RelDataTypeFactory factory = binding.getTypeFactory();
    RelDataType value = factory.createTypeWithNullability(binding.getOperandType(1), true);
    return factory.createTypeWithNullability(
        factory.createMapType(binding.getOperandType(0), value), true);
  }

  private static RelDataType array(SqlOperatorBinding binding) {
    RelDataTypeFactory factory = binding.getTypeFactory();
    RelDataType element = factory.createTypeWithNullability(binding.getOperandType(0), true);
    return factory.createTypeWithNullability(factory.createArrayType(element, -1), true);
  }

  private static RelDataType histogram(SqlOperatorBinding binding) {
    RelDataTypeFactory factory = binding.getTypeFactory();
    RelDataType count = factory.createSqlType(SqlTypeName.BIGINT);
    return factory.createTypeWithNullability(
        factory.createMapType(binding.getOperandType(0), count), true);
  }
}
