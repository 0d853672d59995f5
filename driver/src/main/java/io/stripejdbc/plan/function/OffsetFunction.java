package io.stripejdbc.plan.function;

import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlLeadLagAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * {@code LAG} and {@code LEAD} whose result may be NULL where a value may be. Calcite's (1.42) have
 * none as soon as the default is none, so that {@code COALESCE(LAG(x, 1, 0), 7)} loses its 7.
 */
public final class OffsetFunction extends SqlLeadLagAggFunction {
  private OffsetFunction(SqlKind kind) {
    super(kind);
  }

  static List<SqlOperator> all() {
    return List.of(new OffsetFunction(SqlKind.LAG), new OffsetFunction(SqlKind.LEAD));
  }

  /** Calcite's operator of the kind, which its code generation knows. */
  public static SqlAggFunction standard(SqlKind kind) {
    return kind == SqlKind.LAG ? SqlStdOperatorTable.LAG : SqlStdOperatorTable.LEAD;
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding binding) {
    RelDataTypeFactory factory = binding.getTypeFactory();
    RelDataType value = binding.getOperandType(0);
    if (binding.getOperandCount() < 3) {
      return factory.createTypeWithNullability(value, true);
    }
    RelDataType otherwise = binding.getOperandType(2);
    RelDataType common = factory.leastRestrictive(List.of(value, otherwise));
    boolean nullable = Stream.of(value, otherwise).anyMatch(RelDataType::isNullable);
    return factory.createTypeWithNullability(common == null ? value : common, nullable);
  }
}
