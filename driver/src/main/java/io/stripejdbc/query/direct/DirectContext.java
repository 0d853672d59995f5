package io.stripejdbc.query.direct;

import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.plan.runtime.ScanRuntime;
import io.stripejdbc.scan.Scanner;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.QueryProvider;
import org.apache.calcite.schema.SchemaPlus;
import org.jspecify.annotations.Nullable;

/** What a read without a planner can ask of its execution: its runtime and its parameters. */
final class DirectContext implements DataContext, ScanRuntime.Holder {
  private final ScanRuntime runtime;
  private final List<@Nullable Object> parameters;
  private final long maxRows;

  /**
   * Creates one.
   *
   * @param parameters internal values of {@code ?}, in order
   * @param maxRows the statement's row limit, 0 for none
   */
  DirectContext(
      Scanner scanner, CallControl control, List<@Nullable Object> parameters, long maxRows) {
    this.runtime = new ScanRuntime(scanner, control, maxRows);
    this.parameters = parameters;
    this.maxRows = maxRows;
  }

  long maxRows() {
    return maxRows;
  }

  @Override
  public ScanRuntime runtime() {
    return runtime;
  }

  @Override
  public @Nullable Object get(String name) {
    if (name.startsWith("?")) {
      return parameters.get(Integer.parseInt(name.substring(1)));
    }
    return name.equals(ScanRuntime.KEY) ? runtime : null;
  }

  @Override
  public @Nullable SchemaPlus getRootSchema() {
    return null;
  }

  @Override
  public JavaTypeFactory getTypeFactory() {
    throw new UnsupportedOperationException("a read makes no types");
  }

  @Override
  public QueryProvider getQueryProvider() {
    throw new UnsupportedOperationException("a read uses no query provider");
  }
}
