package io.stripejdbc.plan.predicate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.DataContexts;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Makes expressions as Calcite does, but for long OR chains of equalities with constants, which an
 * IN list is converted to: those become one {@code SEARCH} at once.
 *
 * <p>Calcite's simplifier would make the same of them, after it has simplified each term under all
 * terms before it, in time that grows with the cube of their number (1.42: {@code
 * RexSimplify.simplifyOrTerms}; 400 ids took 5 s). Only while a statement is converted: later a
 * SEARCH may be expanded on purpose.
 */
public final class EqualityListRexBuilder extends ExactLiteralRexBuilder {
  /** Shorter ones are left to the simplifier, which sees more in them. */
  private static final int SHORTEST = 8;

  private boolean converting = true;

  /** A builder for one statement. */
  public EqualityListRexBuilder(RelDataTypeFactory types) {
    super(types);
  }

  /** From now on expressions are made as they are asked for. */
  public void conversionEnded() {
    converting = false;
  }

  @Override
  public RexNode makeCall(
      SqlParserPos pos, SqlOperator operator, List<? extends RexNode> operands) {
    boolean isLong = operator.getKind() == SqlKind.OR && operands.size() >= SHORTEST;
    return converting && isLong ? or(pos, operands) : super.makeCall(pos, operator, operands);
  }

  private RexNode or(SqlParserPos pos, List<? extends RexNode> operands) {
    List<RexNode> terms = folded(operands);
    Map<RexNode, List<RexLiteral>> values = new LinkedHashMap<>();
    List<RexNode> others = new ArrayList<>();
    for (RexNode term : terms) {
      Optional<Equality> equality = Equality.of(term);
      if (equality.isPresent()) {
        values
            .computeIfAbsent(equality.get().side(), side -> new ArrayList<>())
            .add(equality.get().value());
      } else {
        others.add(term);
      }
    }
    List<RexNode> all = new ArrayList<>();
    values.forEach((side, literals) -> all.add(in(side, literals)));
    all.addAll(others);
    return all.size() == 1 ? all.get(0) : super.makeCall(pos, SqlStdOperatorTable.OR, all);
  }

  /** The terms with literals in the place of casts of literals: {@code '2026-01-01'::date}. */
  private List<RexNode> folded(List<? extends RexNode> terms) {
    List<RexNode> casts = new ArrayList<>();
    RexVisitorImpl<Void> finder =
        new RexVisitorImpl<>(false) {
          @Override
          public Void visitCall(RexCall call) {
            call.getOperands().stream().filter(EqualityListRexBuilder::isFixed).forEach(casts::add);
            return super.visitCall(call);
          }
        };
    terms.stream().filter(term -> term.getKind() == SqlKind.EQUALS).forEach(t -> t.accept(finder));
    if (casts.size() < SHORTEST) {
      return List.copyOf(terms);
    }
    Map<RexNode, RexNode> literals = literals(List.copyOf(new LinkedHashSet<>(casts)));
    RexShuttle replacer =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            RexNode literal = literals.get(call);
            return literal == null ? super.visitCall(call) : literal;
          }
        };
    return replacer.apply(List.copyOf(terms));
  }

  /** The values of constants; none where one has no value, which its reader is to be told of. */
  private Map<RexNode, RexNode> literals(List<RexNode> constants) {
    List<RexNode> values = new ArrayList<>();
    Map<RexNode, RexNode> literals = new HashMap<>();
    try {
      new RexExecutorImpl(DataContexts.EMPTY).reduce(this, constants, values);
    } catch (RuntimeException | ExceptionInInitializerError e) {
      return literals;
    }
    for (int i = 0; i < values.size(); i++) {
      literals.put(constants.get(i), values.get(i));
    }
    return literals;
  }

  /**
   * A cast or the negative of a literal, whose value stays; arithmetic has rules of its own for
   * what is too large.
   */
  private static boolean isFixed(RexNode node) {
    return (node.getKind() == SqlKind.CAST || node.getKind() == SqlKind.MINUS_PREFIX)
        && ((RexCall) node).getOperands().get(0) instanceof RexLiteral literal
        && !literal.isNull()
        && !changes(literal, node.getType());
  }

  private RexNode in(RexNode side, List<RexLiteral> literals) {
    return literals.size() == 1
        ? makeCall(SqlStdOperatorTable.EQUALS, side, literals.get(0))
        : makeIn(side, literals);
  }

  /** {@code side = value}, written either way round. */
  private record Equality(RexNode side, RexLiteral value) {
    static Optional<Equality> of(RexNode term) {
      if (term.getKind() != SqlKind.EQUALS) {
        return Optional.empty();
      }
      RexNode left = ((RexCall) term).getOperands().get(0);
      RexNode right = ((RexCall) term).getOperands().get(1);
      return right instanceof RexLiteral literal ? of(left, literal) : of(right, left);
    }

    private static Optional<Equality> of(RexNode side, RexNode value) {
      boolean is =
          value instanceof RexLiteral literal
              && !literal.isNull()
              && RexUtil.isDeterministic(side)
              && literal.getType().getSqlTypeName().getFamily()
                  == side.getType().getSqlTypeName().getFamily();
      return is ? Optional.of(new Equality(side, (RexLiteral) value)) : Optional.empty();
    }
  }
}
