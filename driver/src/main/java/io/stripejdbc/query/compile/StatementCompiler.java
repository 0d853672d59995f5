package io.stripejdbc.query.compile;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.ExecutablePlan;
import io.stripejdbc.plan.LongSearches;
import io.stripejdbc.plan.PlannerSettings;
import io.stripejdbc.plan.StagedPlanner;
import io.stripejdbc.plan.function.BoundedFunctions;
import io.stripejdbc.plan.function.StripeConvertletTable;
import io.stripejdbc.plan.function.exact.DisplayScaleMetadata;
import io.stripejdbc.plan.function.exact.ExactArithmetic;
import io.stripejdbc.plan.function.exact.ExactConstantFolder;
import io.stripejdbc.plan.function.exact.ExactWindows;
import io.stripejdbc.plan.function.exact.ShownScale;
import io.stripejdbc.plan.function.scalar.DisplayScale;
import io.stripejdbc.plan.function.scalar.StopCheck;
import io.stripejdbc.plan.predicate.EqualityListRexBuilder;
import io.stripejdbc.plan.rel.StripeTableScan;
import io.stripejdbc.plan.schema.StripeTypeFactory;
import io.stripejdbc.query.ProductVersion;
import io.stripejdbc.query.ResultColumn;
import io.stripejdbc.query.ResultType;
import io.stripejdbc.query.error.CodeGenerationFailure;
import io.stripejdbc.query.error.SqlErrorMapper;
import io.stripejdbc.query.parser.Dialect;
import io.stripejdbc.query.parser.ExplainAnalyze;
import io.stripejdbc.query.parser.SqlTokens;
import io.stripejdbc.query.parser.StatementClassifier;
import io.stripejdbc.query.rewrite.DialectRewriter;
import io.stripejdbc.query.rewrite.OperatorChains;
import io.stripejdbc.query.rewrite.RowLists;
import io.stripejdbc.query.rewrite.SessionFunctions;
import io.stripejdbc.query.rewrite.SessionZoneRewriter;
import io.stripejdbc.query.rewrite.ShowRewriter;
import io.stripejdbc.query.validate.ParameterCounter;
import io.stripejdbc.query.validate.ParameterDigits;
import io.stripejdbc.query.validate.ParameterSlot;
import io.stripejdbc.query.validate.StatementParameters;
import io.stripejdbc.query.validate.StripeValidator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.calcite.DataContexts;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.prepare.Prepare;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.runtime.Bindable;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.util.CancelFlag;

/**
 * From SQL text to a {@link CompiledPlan}: parse, validate, convert, plan in stages, generate code.
 *
 * <p>Makes no call to the API. Planner objects live for one statement; schema and types are shared.
 */
public final class StatementCompiler {
  /** What {@code version()} gives. */
  private static final String VERSION = ProductVersion.DRIVER + " " + ProductVersion.TEXT;

  private final CalciteSchema rootSchema;
  private final StripeTypeFactory types;
  private final SqlOperatorTable operators;
  private final PlanningFallback fallback;
  private final UnaryOperator<RelNode> otherPushdown;
  private final GeneratedClassCache classes = new GeneratedClassCache();

  public StatementCompiler(
      CalciteSchema rootSchema,
      StripeTypeFactory types,
      SqlOperatorTable operators,
      PlannerSettings settings) {
    this(rootSchema, types, operators, settings, UnaryOperator.identity());
  }

  /**
   * The same, beside tables that are not Stripe's.
   *
   * @param otherPushdown leaves to other databases what they compute
   */
  public StatementCompiler(
      CalciteSchema rootSchema,
      StripeTypeFactory types,
      SqlOperatorTable operators,
      PlannerSettings settings,
      UnaryOperator<RelNode> otherPushdown) {
    this.otherPushdown = otherPushdown;
    this.rootSchema = rootSchema;
    this.types = types;
    this.operators = operators;
    this.fallback = PlanningFallback.below(settings);
  }

  /**
   * Compiles a query, VALUES, or EXPLAIN of one.
   *
   * @param key the statement and what its plan depends on
   * @param control looked at between the steps and within planning
   */
  public CompiledPlan compile(PlanCache.Key key, PlanningControl control) {
    String sql = key.sql();
    try {
      return compiled(key, control);
    } catch (StackOverflowError e) {
      throw StatementComplexity.tooDeep(sql);
    } catch (RuntimeException e) {
      throw StatementComplexity.isTooLong(e) ? StatementComplexity.tooLong(sql) : e;
    }
  }

  private CompiledPlan compiled(PlanCache.Key key, PlanningControl control) {
    String schema = key.schema();
    SqlTokens text = StatementClassifier.query(SqlTokens.of(key.sql()));
    SqlNode read = read(text);
    int parameters = ParameterCounter.of(read);
    SqlNode statement = shown(rewrite(SessionZoneRewriter.rewrite(read, key.zone())), text, schema);
    boolean isExplain = statement instanceof SqlExplain;
    boolean runs = ExplainAnalyze.isOne(statement);
    SqlNode parsed = statement instanceof SqlExplain explain ? explain.getExplicandum() : statement;
    if (!parsed.isA(SqlKind.QUERY)) {
      throw noQuery(parsed);
    }
    StatementComplexity.check(parsed);
    StripeValidator validator = validator(schema, key.digits());
    SqlNode validated;
    RelRoot converted;
    try {
      validated = validator.validate(parsed);
      control.check();
      converted = convert(validator, validated, schema, control);
    } catch (CalciteContextException e) {
      throw new SqlErrorMapper(text, reader(schema), operators).validation(e);
    }
    List<DisplayScale> displayScale = DisplayScaleMetadata.of(converted.project(true));
    List<Integer> scales = ShownScale.of(converted.project(true));
    PlanningFallback.Planned<CompiledPlan> planned =
        fallback
            .of(StatementComplexity.depth(converted.rel))
            .plan(
                rules -> {
                  control.check();
                  EnumerableRel plan = new StagedPlanner(rules, otherPushdown).plan(converted);
                  control.check();
                  CompiledPlan compiled =
                      generate(
                          validator,
                          validated,
                          displayScale,
                          scales,
                          plan,
                          ExecutablePlan.of(plan, rules),
                          parameters);
                  return isExplain ? ExplainQuery.of(compiled, plan, runs) : compiled;
                });
    return planned.plan().noting(planned.note());
  }

  private static DriverFailure noQuery(SqlNode parsed) {
    return new DriverFailure(
        DriverError.READ_ONLY,
        "stripe-jdbc is read-only: " + parsed.getKind().sql + " statements are refused.");
  }

  /**
   * The statement without words about the session; of SHOW and DESCRIBE the query that answers it.
   */
  private SqlNode shown(SqlNode statement, SqlTokens text, String schema) {
    ShowRewriter.Named named = ShowRewriter.named(statement);
    List<String> names = List.of(schema);
    if (named != null) {
      SqlErrorMapper errors = new SqlErrorMapper(text, reader(schema), operators);
      names = named.table() ? errors.table(named.name()) : List.of(errors.schema(named.name()));
    }
    String query = ShowRewriter.query(statement, names);
    return query == null
        ? SessionFunctions.rewrite(statement, schema, VERSION, table -> hasLoadTime(table, schema))
        : parse(SqlTokens.of(query));
  }

  private boolean hasLoadTime(SqlIdentifier table, String schema) {
    Prepare.PreparingTable found = reader(schema).getTable(table.names);
    return found != null
        && found.getRowType().getField(SessionFunctions.LOAD_TIME, false, false) != null;
  }

  static SqlNode parse(SqlTokens text) {
    return rewrite(read(text));
  }

  private static SqlNode read(SqlTokens text) {
    try {
      return Dialect.parse(text);
    } catch (SqlParseException e) {
      throw SqlErrorMapper.parse(e, text);
    }
  }

  private static SqlNode rewrite(SqlNode statement) {
    try {
      return RowLists.rewritten(OperatorChains.balanced(DialectRewriter.rewrite(statement)));
    } catch (DialectRewriter.Unsupported e) {
      throw SqlErrorMapper.unsupported(e);
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

  private RelRoot convert(
      SqlValidator validator, SqlNode validated, String schema, PlanningControl control) {
    CalciteConnectionConfig config = Dialect.config();
    VolcanoPlanner volcano =
        new VolcanoPlanner(null, Contexts.of(config, new CancelFlag(control.flag())));
    volcano.addRelTraitDef(ConventionTraitDef.INSTANCE);
    volcano.addRelTraitDef(RelCollationTraitDef.INSTANCE);
    // Constants are folded by our own functions, not before these are in the plan.
    volcano.setExecutor((rex, constants, reduced) -> reduced.addAll(constants));
    EqualityListRexBuilder rex = new EqualityListRexBuilder(types);
    RelOptCluster cluster = RelOptCluster.create(volcano, rex);
    RelRoot root = algebra(validator, validated, schema, cluster);
    rex.conversionEnded();
    RelRoot exact =
        root.withRel(BoundedFunctions.apply(ExactArithmetic.apply(ExactWindows.apply(root.rel))));
    Runnable check = control::check;
    volcano.setExecutor(
        new ExactConstantFolder(
            new RexExecutorImpl(DataContexts.of(Map.of(StopCheck.KEY, check)))));
    return exact;
  }

  /**
   * Calcite (1.42) leaves a DISTINCT out whose rows differ anyway; to see that, it compiles the
   * conditions below, and cannot where one side of an INTERSECT has a sub-query: then none are
   * told. And it makes one list of the rows of a UNION, but not where intervals of several units or
   * numbers become those of another type: then it does not.
   */
  private RelRoot algebra(
      SqlValidator validator, SqlNode validated, String schema, RelOptCluster cluster) {
    try {
      return converter(validator, validated, schema, cluster).convertQuery(validated, false, true);
    } catch (CalciteContextException | DriverFailure e) {
      throw e;
    } catch (RuntimeException | AssertionError e) {
      return withoutPredicates(cluster, () -> converted(validator, validated, schema, cluster, e));
    }
  }

  /** The second attempt, whose failure means that the first one's was no matter of conditions. */
  private RelRoot converted(
      SqlValidator validator,
      SqlNode validated,
      String schema,
      RelOptCluster cluster,
      Throwable first) {
    try {
      return converter(validator, schema, cluster, Dialect.plainConversion())
          .convertQuery(validated, false, true);
    } catch (RuntimeException e) {
      if (first instanceof RuntimeException fault
          && !(first instanceof UnsupportedOperationException)) {
        throw fault;
      }
      throw new CodeGenerationFailure(first);
    }
  }

  private static RelRoot withoutPredicates(RelOptCluster cluster, Supplier<RelRoot> conversion) {
    cluster.setMetadataQuerySupplier(NoPredicates::new);
    cluster.invalidateMetadataQuery();
    try {
      return conversion.get();
    } finally {
      cluster.setMetadataQuerySupplier(RelMetadataQuery::instance);
      cluster.invalidateMetadataQuery();
    }
  }

  /** Metadata that tells no conditions of rows. */
  private static final class NoPredicates extends RelMetadataQuery {
    @Override
    public RelOptPredicateList getPulledUpPredicates(RelNode rel) {
      return RelOptPredicateList.EMPTY;
    }
  }

  private SqlToRelConverter converter(
      SqlValidator validator, SqlNode validated, String schema, RelOptCluster cluster) {
    return converter(validator, schema, cluster, Dialect.conversion(GroupingCalls.in(validated)));
  }

  private SqlToRelConverter converter(
      SqlValidator validator,
      String schema,
      RelOptCluster cluster,
      SqlToRelConverter.Config config) {
    return new SqlToRelConverter(
        (rowType, sql, schemaPath, viewPath) -> expand(sql, schemaPath.get(0), cluster),
        validator,
        reader(schema),
        cluster,
        StripeConvertletTable.INSTANCE,
        config);
  }

  /** The query of a view, as a part of the statement that uses it. */
  private RelRoot expand(String sql, String schema, RelOptCluster cluster) {
    StripeValidator validator = validator(schema, Map.of());
    SqlNode validated = validator.validate(parse(SqlTokens.of(sql)));
    return converter(validator, validated, schema, cluster).convertQuery(validated, false, false);
  }

  private CompiledPlan generate(
      StripeValidator validator,
      SqlNode validated,
      List<DisplayScale> displayScale,
      List<Integer> scales,
      EnumerableRel plan,
      EnumerableRel executable,
      int parameters) {
    Map<String, Object> constants = new HashMap<>();
    constants.put("_conformance", Dialect.conformance());
    EnumerableRel lifted =
        LiteralParameterizer.lift(LongSearches.lift(executable, constants), constants);
    StatementComplexity.check(lifted);
    Bindable<?> bindable = classes.bindable(lifted, constants);
    RelDataType row = validator.getValidatedNodeType(validated);
    List<ResultColumn> columns =
        ResultTypeConverter.columns(
            row, validator.getFieldOrigins(validated), displayScale, scales);
    return new CompiledPlan(
        columns,
        ResultValueConverter.of(row, columns),
        parameters(validator.parameters(), validated, parameters),
        bindable,
        constants,
        null,
        StripeTableScan.names(plan),
        null);
  }

  private static List<ParameterSlot> parameters(
      StatementParameters parameters, SqlNode validated, int count) {
    List<ParameterSlot> slots = new ArrayList<>();
    RowCountParameters counts = RowCountParameters.of(validated);
    for (int i = 0; i < count; i++) {
      RelDataType type = parameters.known(i);
      ResultType result = type == null ? ResultType.VARCHAR : ResultTypeConverter.of(type);
      slots.add(
          counts.contains(i)
              ? new ParameterSlot(ResultType.INTEGER, 0, true)
              : new ParameterSlot(result, type == null ? 0 : Math.max(0, type.getScale()), false));
    }
    return slots;
  }
}
