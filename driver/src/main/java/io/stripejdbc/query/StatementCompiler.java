package io.stripejdbc.query;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.EqualityListRexBuilder;
import io.stripejdbc.plan.Interruptible;
import io.stripejdbc.plan.LongSearches;
import io.stripejdbc.plan.MemoryAccounting;
import io.stripejdbc.plan.PlannerSettings;
import io.stripejdbc.plan.StagedPlanner;
import io.stripejdbc.plan.StripeTypeFactory;
import io.stripejdbc.plan.function.BoundedFunctions;
import io.stripejdbc.plan.function.Digits;
import io.stripejdbc.plan.function.DigitsOfPlan;
import io.stripejdbc.plan.function.ExactArithmetic;
import io.stripejdbc.plan.function.ExactWindows;
import io.stripejdbc.plan.function.StopCheck;
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
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.runtime.Bindable;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.apache.calcite.util.CancelFlag;

/**
 * From SQL text to a {@link CompiledPlan}: parse, validate, convert, plan in stages, generate code.
 *
 * <p>Makes no call to the API. Planner objects live for one statement; schema and types are shared.
 */
final class StatementCompiler {
  private final CalciteSchema rootSchema;
  private final StripeTypeFactory types;
  private final SqlOperatorTable operators;
  private final PlanningFallback fallback;
  private final CompiledClasses classes = new CompiledClasses();

  StatementCompiler(
      CalciteSchema rootSchema,
      StripeTypeFactory types,
      SqlOperatorTable operators,
      PlannerSettings settings) {
    this.rootSchema = rootSchema;
    this.types = types;
    this.operators = operators;
    this.fallback = PlanningFallback.below(settings);
  }

  /**
   * Compiles a query, VALUES, or EXPLAIN of one.
   *
   * @param control looked at between the steps and within planning
   */
  CompiledPlan compile(String sql, String schema, PlanningControl control) {
    try {
      return compiled(sql, schema, control);
    } catch (StackOverflowError e) {
      throw StatementComplexity.tooDeep(sql);
    } catch (RuntimeException e) {
      throw StatementComplexity.isTooLong(e) ? StatementComplexity.tooLong(sql) : e;
    }
  }

  private CompiledPlan compiled(String sql, String schema, PlanningControl control) {
    SqlText text = SqlText.of(EscapeTranslator.translate(StatementGate.query(sql)));
    SqlNode statement = parse(text);
    boolean isExplain = statement instanceof SqlExplain;
    SqlNode parsed = statement instanceof SqlExplain explain ? explain.getExplicandum() : statement;
    if (!parsed.isA(SqlKind.QUERY)) {
      throw new DriverFailure(
          DriverError.READ_ONLY,
          "stripe-jdbc is read-only: " + parsed.getKind().sql + " statements are refused.");
    }
    SqlValidator validator = validator(schema);
    SqlNode validated;
    RelRoot converted;
    try {
      validated = validator.validate(parsed);
      control.check();
      converted = convert(validator, validated, schema, control);
    } catch (CalciteContextException e) {
      throw new SqlErrors(text, reader(schema), operators).validation(e);
    }
    List<Digits> digits = DigitsOfPlan.of(converted.project(true));
    PlanningFallback.Planned<CompiledPlan> planned =
        fallback.plan(
            rules -> {
              control.check();
              EnumerableRel plan = new StagedPlanner(rules).plan(converted);
              control.check();
              CompiledPlan compiled = generate(validator, validated, digits, plan);
              return isExplain ? Explaining.of(compiled, plan) : compiled;
            });
    return planned.plan().noting(planned.note());
  }

  private static SqlNode parse(SqlText text) {
    try {
      SqlNode parsed = Dialect.parser(text.text()).parseStmt();
      return RowLists.rewritten(OperatorChains.balanced(DialectRewriter.rewrite(parsed)));
    } catch (SqlParseException e) {
      throw SqlErrors.parse(e, text);
    } catch (DialectRewriter.Unsupported e) {
      throw SqlErrors.unsupported(e, text);
    }
  }

  private CalciteCatalogReader reader(String schema) {
    return new CalciteCatalogReader(rootSchema, List.of(schema), types, Dialect.config());
  }

  private SqlValidator validator(String schema) {
    return SqlValidatorUtil.newValidator(operators, reader(schema), types, Dialect.validation());
  }

  private RelRoot convert(
      SqlValidator validator, SqlNode validated, String schema, PlanningControl control) {
    CalciteConnectionConfig config = Dialect.config();
    VolcanoPlanner volcano =
        new VolcanoPlanner(null, Contexts.of(config, new CancelFlag(control.flag())));
    volcano.addRelTraitDef(ConventionTraitDef.INSTANCE);
    volcano.addRelTraitDef(RelCollationTraitDef.INSTANCE);
    Runnable check = control::check;
    volcano.setExecutor(new RexExecutorImpl(DataContexts.of(Map.of(StopCheck.KEY, check))));
    EqualityListRexBuilder rex = new EqualityListRexBuilder(types);
    RelOptCluster cluster = RelOptCluster.create(volcano, rex);
    RelRoot root = converter(validator, schema, cluster).convertQuery(validated, false, true);
    rex.conversionEnded();
    return root.withRel(
        BoundedFunctions.apply(ExactArithmetic.apply(ExactWindows.apply(root.rel))));
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
    SqlValidator validator = validator(schema);
    SqlNode validated = validator.validate(parse(SqlText.of(sql)));
    return converter(validator, schema, cluster).convertQuery(validated, false, false);
  }

  private CompiledPlan generate(
      SqlValidator validator, SqlNode validated, List<Digits> digits, EnumerableRel plan) {
    Map<String, Object> constants = new HashMap<>();
    constants.put("_conformance", Dialect.conformance());
    EnumerableRel stoppable = Interruptible.of(MemoryAccounting.of(plan));
    EnumerableRel lifted = LiftedConstants.lift(LongSearches.lift(stoppable, constants), constants);
    StatementComplexity.check(lifted);
    Bindable<?> bindable = classes.bindable(lifted, constants);
    RelDataType row = validator.getValidatedNodeType(validated);
    List<ResultColumn> columns =
        ResultTypes.columns(row, validator.getFieldOrigins(validated), digits);
    return new CompiledPlan(
        columns,
        ResultValues.of(row, columns),
        parameters(validator, validated),
        bindable,
        constants,
        null,
        null);
  }

  private static List<ParameterSlot> parameters(SqlValidator validator, SqlNode validated) {
    List<ParameterSlot> slots = new ArrayList<>();
    RowCountParameters counts = RowCountParameters.of(validated);
    for (RelDataTypeField field : validator.getParameterRowType(validated).getFieldList()) {
      slots.add(
          new ParameterSlot(ResultTypes.of(field.getType()), counts.contains(field.getIndex())));
    }
    return slots;
  }
}
