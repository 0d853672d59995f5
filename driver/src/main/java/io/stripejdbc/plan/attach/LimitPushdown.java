package io.stripejdbc.plan.attach;

import io.stripejdbc.attach.AttachedType;
import io.stripejdbc.attach.RemoteColumn;
import io.stripejdbc.attach.RemoteOutput;
import io.stripejdbc.attach.RemoteQuery.RemoteOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Has the other database send the first rows only, in the order of numbers and times. Texts have
 * another order in nearly every database, so that they are sorted here.
 */
final class LimitPushdown {
  private LimitPushdown() {}

  static RelNode of(Sort sort, AttachedScan scan) {
    Long fetch = count(sort.fetch);
    Long offset = sort.offset == null ? Long.valueOf(0) : count(sort.offset);
    boolean possible =
        fetch != null
            && offset != null
            && !scan.query().isLimited()
            && scan.database().dialect().product().hasLimit();
    if (!possible || fetch == null || offset == null) {
      return sort;
    }
    List<RemoteOrder> keys = new ArrayList<>();
    boolean exact = true;
    for (RelFieldCollation key : sort.getCollation().getFieldCollations()) {
      // What is equal here and not there leaves nothing for the keys behind it.
      if (!exact || !isSorted(scan, key)) {
        return sort;
      }
      exact = isExact(scan.query().outputs().get(key.getFieldIndex()));
      keys.add(order(key));
    }
    return scan.with(scan.query().limited(keys, fetch, offset), scan.values(), scan.getRowType());
  }

  private static @Nullable Long count(@Nullable RexNode rows) {
    BigDecimal count =
        rows instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
    return count == null ? null : Long.valueOf(count.longValue());
  }

  private static boolean isSorted(AttachedScan scan, RelFieldCollation key) {
    RemoteOutput output = scan.query().outputs().get(key.getFieldIndex());
    AttachedType type = output.type();
    return switch (type) {
      case INTEGER, BIGINT -> true;
      case DECIMAL, DATE, TIMESTAMP, INSTANT ->
          scan.database().dialect().product().hasDecimalsAndTimes();
      case BOOLEAN, DOUBLE, TIME, TEXT, FILLED_TEXT, TEXT_FORM -> false;
    };
  }

  private static boolean isExact(RemoteOutput output) {
    RemoteColumn column = output.column();
    return !output.type().isTimestamp() || (column != null && column.column().hasAllDigits());
  }

  private static RemoteOrder order(RelFieldCollation key) {
    NullDirection nulls =
        key.nullDirection == NullDirection.UNSPECIFIED
            ? key.getDirection().defaultNullDirection()
            : key.nullDirection;
    return new RemoteOrder(
        key.getFieldIndex(), key.getDirection().isDescending(), nulls == NullDirection.FIRST);
  }
}
