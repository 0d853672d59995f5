package io.stripejdbc.query;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.Interruptible;
import io.stripejdbc.plan.PlannerSettings;
import io.stripejdbc.plan.StagedPlanner;
import io.stripejdbc.plan.StripeTypeFactory;
import io.stripejdbc.plan.function.Digits;
import io.stripejdbc.plan.function.DigitsOfPlan;
import io.stripejdbc.plan.function.ExactArithmetic;
import io.stripejdbc.plan.function.ExactWindows;
import io.stripejdbc.plan.function.ShownScale;
import io.stripejdbc.query.CompiledPlan.ParameterSlot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.DataContexts;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.runtime.Bindable;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/**
 * From SQL text to a {@link CompiledPlan}: parse, validate, convert, plan in stages, generate code.
 *
 * <p>Makes no call to the API. Planner objects live for one statement; schema and types are shared.
 */
final class StatementCompiler {
  private final CalciteSchema rootSchema;
  private final StripeTypeFactory types;
  private final SqlOperatorTable operators;
  private final StagedPlanner planner;
  private final CompiledClasses classes = new CompiledClasses();

  StatementCompiler(
      CalciteSchema rootSchema,
      StripeTypeFactory types,
      SqlOperatorTable operators,
      PlannerSettings settings) {
    this.rootSchema = rootSchema;
    this.types = types;
    this.operators = operators;
    this.planner = new StagedPlanner(settings);
  }

  /** Compiles a query, VALUES, or EXPLAIN of one. */
  CompiledPlan compile(String sql, String schema) {
    return compile(sql, schema, Map.of());
  }

  /**
   * The same for parameters whose values have more digits than their neighbours.
   *
   * @param digits of those, by their position from 0
   */
  CompiledPlan compile(String sql, String schema, Map<Integer, ParameterDigits> given) {
    SqlText text = SqlText.of(EscapeTranslator.translate(StatementGate.query(sql)));
    SqlNode read = read(text);
    int parameters = ParameterCounter.of(read);
    SqlNode statement = rewrite(read, text);
    boolean isExplain = statement instanceof SqlExplain;
    SqlNode parsed = statement instanceof SqlExplain explain ? explain.getExplicandum() : statement;
    if (!parsed.isA(SqlKind.QUERY)) {
      throw new DriverFailure(
          DriverError.READ_ONLY,
          "stripe-jdbc is read-only: " + parsed.getKind().sql + " statements are refused.");
    }
    StripeValidator validator = validator(schema, given);
    SqlNode validated;
    RelRoot converted;
    try {
      validated = validator.validate(parsed);
      converted = convert(validator, validated, schema);
    } catch (CalciteContextException e) {
      throw new SqlErrors(text, reader(schema), operators).validation(e);
    }
    List<Digits> digits = DigitsOfPlan.of(converted.project(true));
    List<Integer> scales = ShownScale.of(converted.project(true));
    EnumerableRel plan = planner.plan(converted);
    CompiledPlan compiled = generate(validator, validated, digits, scales, plan, parameters);
    return isExplain ? Explaining.of(compiled, plan) : compiled;
  }

  private static SqlNode parse(SqlText text) {
    return rewrite(read(text), text);
  }

  private static SqlNode read(SqlText text) {
    try {
      return Dialect.parser(text.text()).parseStmt();
    } catch (SqlParseException e) {
      throw SqlErrors.parse(e, text);
    }
  }

  private static SqlNode rewrite(SqlNode statement, SqlText text) {
    try {
      return DialectRewriter.rewrite(statement);
    } catch (DialectRewriter.Unsupported e) {
      throw SqlErrors.unsupported(e, text);
    }
  }

  private CalciteCatalogReader reader(String schema) {
    return new CalciteCatalogReader(rootSchema, List.of(schema), types, Dialect.config());
  }

  private StripeValidator validator(String schema, Map<Integer, ParameterDigits> given) {
    return new StripeValidator(
        operators,
        reader(schema),
        types,
        Dialect.validation(),
        new StatementParameters(types, given));
  }

  private RelRoot convert(SqlValidator validator, SqlNode validated, String schema) {
    CalciteConnectionConfig config = Dialect.config();
    VolcanoPlanner volcano = new VolcanoPlanner(null, Contexts.of(config));
    volcano.addRelTraitDef(ConventionTraitDef.INSTANCE);
    volcano.addRelTraitDef(RelCollationTraitDef.INSTANCE);
    // Constants are folded by our own functions, not before these are in the plan.
    volcano.setExecutor((rex, constants, reduced) -> reduced.addAll(constants));
    RelOptCluster cluster = RelOptCluster.create(volcano, new RexBuilder(types));
    RelRoot root = converter(validator, schema, cluster).convertQuery(validated, false, true);
    RelRoot exact = root.withRel(ExactArithmetic.apply(ExactWindows.apply(root.rel)));
    volcano.setExecutor(new RexExecutorImpl(DataContexts.EMPTY));
    return exact;
  }

  private SqlToRelConverter converter(
      SqlValidator validator, String schema, RelOptCluster cluster) {
    return new SqlToRelConverter(
        (rowType, sql, schemaPath, viewPath) -> expand(sql, schemaPath.get(0), cluster),
        validator,
        reader(schema),
        cluster,
        StandardConvertletTable.INSTANCE,
        Dialect.conversion());
  }

  /** The query of a view, as a part of the statement that uses it. */
  private RelRoot expand(String sql, String schema, RelOptCluster cluster) {
    SqlValidator validator = validator(schema, Map.of());
    SqlNode validated = validator.validate(parse(SqlText.of(sql)));
    return converter(validator, schema, cluster).convertQuery(validated, false, false);
  }

  private CompiledPlan generate(
      StripeValidator validator,
      SqlNode validated,
      List<Digits> digits,
      List<Integer> scales,
      EnumerableRel plan,
      int parameters) {
    Map<String, Object> constants = new HashMap<>();
    constants.put("_conformance", Dialect.conformance());
    EnumerableRel stoppable = Interruptible.of(plan);
    Bindable<?> bindable = classes.bindable(LiftedConstants.lift(stoppable, constants), constants);
    RelDataType row = validator.getValidatedNodeType(validated);
    List<ResultColumn> columns =
        ResultTypes.columns(row, validator.getFieldOrigins(validated), digits, scales);
    return new CompiledPlan(
        columns,
        ResultValues.of(row, columns),
        parameters(validator.parameters(), validated, parameters),
        bindable,
        constants,
        null);
  }

  private static List<ParameterSlot> parameters(
      StatementParameters parameters, SqlNode validated, int count) {
    List<ParameterSlot> slots = new ArrayList<>();
    RowCountParameters counts = RowCountParameters.of(validated);
    for (int i = 0; i < count; i++) {
      RelDataType type = parameters.known(i);
      ResultType result = type == null ? ResultType.VARCHAR : ResultTypes.of(type);
      slots.add(
          counts.contains(i)
              ? new ParameterSlot(ResultType.INTEGER, 0, true)
              : new ParameterSlot(result, type == null ? 0 : Math.max(0, type.getScale()), false));
    }
    return slots;
  }
}
