package io.stripejdbc.plan.function;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlFirstLastValueAggFunction;
import org.apache.calcite.sql.fun.SqlNthValueAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * {@code FIRST_VALUE}, {@code LAST_VALUE} and {@code NTH_VALUE}, which may be NULL: a frame may
 * have no rows, or fewer than n. Calcite's (1.42) are never NULL where the column is not.
 */
public final class FrameFunctions {
  private FrameFunctions() {}

  static List<SqlOperator> all() {
    return List.of(new Edge(SqlKind.FIRST_VALUE), new Edge(SqlKind.LAST_VALUE), new Nth());
  }

  /** Calcite's operator for one end of a frame, which its code generation knows. */
  public static SqlAggFunction standard(SqlKind kind) {
    return kind == SqlKind.FIRST_VALUE
        ? SqlStdOperatorTable.FIRST_VALUE
        : SqlStdOperatorTable.LAST_VALUE;
  }

  private static RelDataType nullable(SqlOperatorBinding binding) {
    return binding.getTypeFactory().createTypeWithNullability(binding.getOperandType(0), true);
  }

  private static final class Edge extends SqlFirstLastValueAggFunction {
    Edge(SqlKind kind) {
      super(kind);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
      return nullable(binding);
    }
  }

  private static final class Nth extends SqlNthValueAggFunction {
    Nth() {
      super(SqlKind.NTH_VALUE);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
      return nullable(binding);
    }
  }
}
