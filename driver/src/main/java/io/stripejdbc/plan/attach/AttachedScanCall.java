package io.stripejdbc.plan.attach;

import io.stripejdbc.attach.AttachedDatabase;
import io.stripejdbc.attach.RemoteCursor;
import io.stripejdbc.attach.RemoteQuery;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.plan.runtime.ScanRuntime;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * What generated code calls to run a query of an attached database.
 *
 * @param fixed values that stand in the statement, by slot; null where one is computed
 * @param computed slots whose values are given by generated code, in its order
 */
public record AttachedScanCall(
    AttachedDatabase database,
    RemoteQuery query,
    List<@Nullable Object> fixed,
    List<Integer> computed) {

  static AttachedScanCall of(AttachedDatabase database, RemoteQuery query, List<RexNode> values) {
    List<@Nullable Object> fixed = new ArrayList<>();
    List<Integer> computed = new ArrayList<>();
    for (int slot = 0; slot < values.size(); slot++) {
      if (values.get(slot) instanceof RexLiteral literal) {
        fixed.add(internal(literal));
      } else {
        fixed.add(null);
        computed.add(slot);
      }
    }
    return new AttachedScanCall(database, query, fixed, List.copyOf(computed));
  }

  private static @Nullable Object internal(RexLiteral literal) {
    return switch (literal.getType().getSqlTypeName()) {
      case TIMESTAMP -> literal.getValueAs(Long.class);
      case DATE, TIME -> literal.getValueAs(Integer.class);
      case BOOLEAN -> literal.getValueAs(Boolean.class);
      case CHAR, VARCHAR -> literal.getValueAs(String.class);
      default -> literal.getValueAs(BigDecimal.class);
    };
  }

  /** Runs a query whose rows have several columns; called by generated code. */
  public static Enumerable<@Nullable Object[]> open(
      DataContext context, Object call, @Nullable Object[] values) {
    AttachedScanCall asked = (AttachedScanCall) call;
    @Nullable Object[] all = asked.fixed.toArray();
    for (int i = 0; i < values.length; i++) {
      all[asked.computed.get(i)] = values[i];
    }
    return new Rows(asked, all, ScanRuntime.of(context).control());
  }

  /** Runs a query of one column: a row is the value itself; called by generated code. */
  public static Enumerable<@Nullable Object> openSingle(
      DataContext context, Object call, @Nullable Object[] values) {
    return open(context, call, values).select(row -> row[0]);
  }

  /** The rows, asked for anew by each enumerator. */
  private static final class Rows extends AbstractEnumerable<@Nullable Object[]> {
    private final AttachedScanCall call;
    private final @Nullable Object[] values;
    private final CallControl control;

    Rows(AttachedScanCall call, @Nullable Object[] values, CallControl control) {
      this.call = call;
      this.values = values;
      this.control = control;
    }

    @Override
    public Enumerator<@Nullable Object[]> enumerator() {
      return new RowEnumerator(call.database.open(call.query, values, control));
    }
  }

  /** Each row read once, when the enumerator comes to it. */
  private static final class RowEnumerator implements Enumerator<@Nullable Object[]> {
    private final RemoteCursor cursor;
    private @Nullable Object[] row = {};

    RowEnumerator(RemoteCursor cursor) {
      this.cursor = cursor;
    }

    @Override
    public @Nullable Object[] current() {
      return row;
    }

    @Override
    public boolean moveNext() {
      if (!cursor.next()) {
        cursor.close();
        return false;
      }
      row = cursor.row();
      return true;
    }

    @Override
    public void reset() {
      throw new UnsupportedOperationException("rows of another database come once");
    }

    @Override
    public void close() {
      cursor.close();
    }
  }
}
