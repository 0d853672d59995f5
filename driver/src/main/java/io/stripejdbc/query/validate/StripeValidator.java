package io.stripejdbc.query.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlInternalOperators;
import org.apache.calcite.sql.type.SqlOperandTypeInference;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's validator with parameters that may stand anywhere: the type of each follows from its
 * neighbours, from inside out.
 */
public final class StripeValidator extends SqlValidatorImpl {
  private final StatementParameters parameters;
  private final ParameterTypeInference inference;

  /** False once it is known that there are none: nothing is searched for them then. */
  private boolean statementHasParameters = true;

  /** How deep inside of an expression inference is. */
  private int depth;

  public StripeValidator(
      SqlOperatorTable operators,
      SqlValidatorCatalogReader reader,
      RelDataTypeFactory types,
      Config config,
      StatementParameters parameters) {
    super(operators, reader, types, config);
    this.parameters = parameters;
    this.inference = new ParameterTypeInference(types);
  }

  /** The types decided so far. */
  public StatementParameters parameters() {
    return parameters;
  }

  @Override
  public SqlNode validate(SqlNode statement) {
    statementHasParameters = ParameterCounter.any(statement);
    return super.validate(statement);
  }

  @Override
  public SqlTypeMappingRule getTypeMappingRule() {
    return new CastRules(super.getTypeMappingRule());
  }

  @Override
  protected void inferUnknownTypes(RelDataType inferred, SqlValidatorScope scope, SqlNode node) {
    if (node instanceof SqlDynamicParam parameter) {
      RelDataType wanted =
          inferred.equals(unknownType) ? inference.text() : inference.plain(inferred);
      super.inferUnknownTypes(parameters.decide(parameter.getIndex(), wanted), scope, node);
      return;
    }
    if (node instanceof SqlCall || node instanceof SqlNodeList) {
      if (depth++ == 0) {
        // What has a parameter has no type yet, and must not be given one.
        new TextBesideValues(
                part -> hasParameter(part) ? SqlNodes.castType(part, this) : typeOf(scope, part))
            .cast(node);
      }
      infer(inferred, scope, node);
      depth--;
      return;
    }
    super.inferUnknownTypes(inferred, scope, node);
  }

  private void infer(RelDataType inferred, SqlValidatorScope scope, SqlNode node) {
    if (node instanceof SqlCall call && !call.isA(SqlKind.QUERY) && hasParameter(call)) {
      if (call instanceof SqlCase cases) {
        cases(inferred, scope, cases);
      } else if (call.getKind() != SqlKind.AS) {
        operands(inferred, scope, call);
      }
    }
    super.inferUnknownTypes(inferred, scope, node);
  }

  /** Results first, of which one tells what the others are; conditions when no result does. */
  private void cases(RelDataType inferred, SqlValidatorScope scope, SqlCase cases) {
    List<SqlNode> results = new ArrayList<>(cases.getThenOperands().getList());
    if (cases.getElseOperand() != null) {
      results.add(cases.getElseOperand());
    }
    RelDataType known = null;
    for (SqlNode result : results) {
      if (ParameterTypeInference.hasOther(result)) {
        inferUnknownTypes(unknownType, scope, result);
        known = known == null ? typeOf(scope, result) : known;
      }
    }
    if (known == null && inferred.equals(unknownType)) {
      for (SqlNode when : cases.getWhenOperands()) {
        inferUnknownTypes(booleanType(), scope, when);
      }
    }
    for (SqlNode result : results) {
      if (hasParameter(result) && !ParameterTypeInference.hasOther(result)) {
        inferUnknownTypes(known == null ? inferred : known, scope, result);
      }
    }
  }

  private RelDataType booleanType() {
    return typeFactory.createSqlType(SqlTypeName.BOOLEAN);
  }

  private void operands(RelDataType inferred, SqlValidatorScope scope, SqlCall call) {
    List<SqlNode> operands = call.getOperandList();
    List<@Nullable RelDataType> known = new ArrayList<>();
    for (SqlNode operand : operands) {
      boolean other = operand != null && ParameterTypeInference.hasOther(operand);
      if (other && hasParameter(operand) && !operand.isA(SqlKind.QUERY)) {
        inferUnknownTypes(unknownType, scope, operand);
      }
      known.add(other ? typeOf(scope, operand) : decided(operand));
    }
    RelDataType[] expected = expected(inferred, scope, call);
    for (int i = 0; i < operands.size(); i++) {
      SqlNode operand = operands.get(i);
      if (operand != null && hasParameter(operand)) {
        RelDataType said = i < expected.length ? expected[i] : unknownType;
        operand(scope, call, i, known, said.equals(unknownType) ? outer(call, inferred) : said);
      }
    }
  }

  /**
   * Of functions that give one of their arguments, as COALESCE does, what is asked of the whole; of
   * the elements of an array its element.
   */
  private @Nullable RelDataType outer(SqlCall call, RelDataType inferred) {
    if (call.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR) {
      return inferred.getComponentType();
    }
    boolean one =
        ParameterTypeInference.ONE_OF.contains(
                call.getOperator().getName().toLowerCase(Locale.ROOT))
            || call.getOperator().equals(SqlInternalOperators.CAST_NOT_NULL);
    return one && !inferred.equals(unknownType) ? inferred : null;
  }

  private @Nullable RelDataType decided(@Nullable SqlNode operand) {
    return operand instanceof SqlDynamicParam parameter
        ? parameters.known(parameter.getIndex())
        : null;
  }

  private void operand(
      SqlValidatorScope scope,
      SqlCall call,
      int position,
      List<@Nullable RelDataType> known,
      @Nullable RelDataType expected) {
    SqlNode operand = call.operand(position);
    if (operand instanceof SqlDynamicParam) {
      boolean ofTime =
          call.getOperandList().stream().anyMatch(SqlIntervalQualifier.class::isInstance);
      inferUnknownTypes(
          ofTime
              ? typeFactory.createSqlType(SqlTypeName.TIMESTAMP)
              : inference.of(call, position, known, expected),
          scope,
          operand);
    } else if (operand instanceof SqlNodeList list) {
      for (SqlNode item : list) {
        if (hasParameter(item)) {
          inferUnknownTypes(inference.of(call, position, known, expected), scope, item);
        }
      }
    } else if (!operand.isA(SqlKind.QUERY) && !ParameterTypeInference.hasOther(operand)) {
      inferUnknownTypes(inference.of(call, position, known, expected), scope, operand);
    }
  }

  /** What an operator says itself about its operands; unknown where it says nothing. */
  private RelDataType[] expected(RelDataType inferred, SqlValidatorScope scope, SqlCall call) {
    RelDataType[] types = new RelDataType[call.operandCount()];
    Arrays.fill(types, unknownType);
    if (call.getKind() == SqlKind.ROW && inferred.isStruct()) {
      for (int i = 0; i < Math.min(types.length, inferred.getFieldCount()); i++) {
        types[i] = inferred.getFieldList().get(i).getType();
      }
      return types;
    }
    SqlOperandTypeInference own = resolved(call).getOperandTypeInference();
    // Calcite would ask for the type of a list, which has none.
    boolean ofList = call.getOperandList().stream().anyMatch(SqlNodeList.class::isInstance);
    if (own != null && !ofList) {
      SqlCallBinding binding = new SqlCallBinding(this, scope, call);
      if (binding.operands().size() == types.length) {
        own.inferOperandTypes(binding, inferred, types);
      }
    }
    return types;
  }

  private SqlOperator resolved(SqlCall call) {
    if (!(call.getOperator() instanceof SqlFunction function)) {
      return call.getOperator();
    }
    List<SqlOperator> found = new ArrayList<>();
    SqlIdentifier name =
        new SqlIdentifier(function.getName().toLowerCase(Locale.ROOT), call.getParserPosition());
    getOperatorTable()
        .lookupOperatorOverloads(
            name, null, SqlSyntax.FUNCTION, found, SqlNameMatchers.withCaseSensitive(false));
    return found.stream()
        .filter(each -> each instanceof SqlFunction)
        .filter(each -> each.getOperandCountRange().isValidCount(call.operandCount()))
        .findFirst()
        .orElse(function);
  }

  /** The type of a value, null for what is none or has none yet. */
  private @Nullable RelDataType typeOf(SqlValidatorScope scope, SqlNode node) {
    if (node instanceof SqlNodeList list) {
      return list.stream()
          .filter(item -> item != null && ParameterTypeInference.hasOther(item))
          .findFirst()
          .map(item -> typeOf(scope, item))
          .orElse(null);
    }
    if (node.isA(SqlKind.QUERY)) {
      RelDataType row = deriveType(scope, node);
      return row.isStruct() && row.getFieldCount() == 1 ? row.getFieldList().get(0).getType() : row;
    }
    boolean value =
        (node instanceof SqlIdentifier id && !id.isStar())
            || (node instanceof SqlLiteral literal && literal.getTypeName() != SqlTypeName.SYMBOL)
            || (node instanceof SqlCall call && !call.isA(SqlKind.QUERY));
    if (!value || node.getKind() == SqlKind.DEFAULT || node.getKind() == SqlKind.WINDOW) {
      return null;
    }
    RelDataType type = deriveType(scope, node);
    return type.equals(unknownType) || type.getSqlTypeName() == SqlTypeName.NULL ? null : type;
  }

  /** A table function stands outside of all clauses whose parameters Calcite looks at. */
  @Override
  public void validateCall(SqlCall call, SqlValidatorScope scope) {
    if (call.getKind() == SqlKind.UNNEST && hasParameter(call)) {
      for (SqlNode operand : call.getOperandList()) {
        inferUnknownTypes(unknownType, scope, operand);
      }
    }
    super.validateCall(call, scope);
  }

  /**
   * A window that is made of another keeps its own frame; Calcite's (1.42) takes the other's, which
   * has none: {@code sum(x) OVER (w ROWS 1 PRECEDING)} was a sum of all rows so far.
   */
  @Override
  public SqlWindow resolveWindow(SqlNode windowOrName, SqlValidatorScope scope) {
    SqlWindow resolved = super.resolveWindow(windowOrName, scope);
    SqlNode written =
        windowOrName instanceof SqlIdentifier name
            ? scope.lookupWindow(name.getSimple())
            : windowOrName;
    if (!(written instanceof SqlWindow window) || window.getRefName() == null) {
      return resolved;
    }
    return SqlWindow.create(
        resolved.getDeclName(),
        null,
        resolved.getPartitionList(),
        resolved.getOrderList(),
        SqlLiteral.createBoolean(window.isRows(), window.getParserPosition()),
        window.getLowerBound(),
        window.getUpperBound(),
        window.isAllowPartial()
            ? null
            : SqlLiteral.createBoolean(false, window.getParserPosition()),
        window.getExclude(),
        window.getParserPosition());
  }

  @Override
  public void validateAggregateParams(
      SqlCall call,
      @Nullable SqlNode filter,
      @Nullable SqlNodeList distinct,
      @Nullable SqlNodeList order,
      SqlValidatorScope scope) {
    super.validateAggregateParams(call, filter, distinct, order, scope);
    OuterAggregates.check(call, scope, getCatalogReader().nameMatcher());
  }

  @Override
  protected void validateJoin(SqlJoin join, SqlValidatorScope scope) {
    super.validateJoin(join, scope);
    CommonColumns.check(this, join);
  }

  @Override
  protected void validateWhereClause(SqlSelect select) {
    MergedColumns.qualify(this, select);
    super.validateWhereClause(select);
  }

  /** A parameter in a list of rows is of the type that other rows have in its place. */
  @Override
  protected void validateValues(SqlCall values, RelDataType target, SqlValidatorScope scope) {
    if (hasParameter(values) && target.equals(unknownType)) {
      List<SqlNode> rows = values.getOperandList();
      for (SqlNode row : rows) {
        for (int i = 0; row instanceof SqlCall cells && i < cells.operandCount(); i++) {
          int column = i;
          if (cells.operand(i) instanceof SqlDynamicParam parameter) {
            rows.stream()
                .map(other -> ((SqlCall) other).operand(column))
                .filter(cell -> ParameterTypeInference.hasOther((SqlNode) cell))
                .flatMap(cell -> Stream.ofNullable(typeOf(scope, (SqlNode) cell)))
                .findFirst()
                .ifPresent(type -> inferUnknownTypes(type, scope, parameter));
          }
        }
      }
    }
    super.validateValues(values, target, scope);
  }

  /** A parameter in one query of a UNION is of the type that another has in its place. */
  @Override
  protected void validateNamespace(SqlValidatorNamespace namespace, RelDataType targetRowType) {
    RelDataType target = targetRowType;
    if (namespace.getNode() instanceof SqlCall union
        && union.isA(SqlKind.SET_QUERY)
        && target.equals(unknownType)
        && hasParameter(union)) {
      target = knownRow(union);
    }
    super.validateNamespace(namespace, target);
  }

  private RelDataType knownRow(SqlCall union) {
    SqlValidatorScope scope = scopes.get(union);
    for (SqlNode query : union.getOperandList()) {
      SqlNode values = query instanceof SqlSelect select ? select.getSelectList() : query;
      if (scope != null && !hasParameter(values)) {
        validateQuery(query, scope, unknownType);
        return getValidatedNodeType(query);
      }
    }
    return unknownType;
  }

  @Override
  protected void validateOrderList(SqlSelect select) {
    SqlNodeList order = select.getOrderList();
    if (order != null) {
      for (SqlNode item : order) {
        if (hasParameter(item)) {
          inferUnknownTypes(unknownType, getOrderScope(select), item);
        } else if (TimeDifferences.mayBeIn(item)) {
          new TextBesideValues(part -> typeOf(getOrderScope(select), part)).cast(item);
        }
      }
    }
    super.validateOrderList(select);
  }

  private boolean hasParameter(SqlNode node) {
    return statementHasParameters && ParameterCounter.any(node);
  }
}
