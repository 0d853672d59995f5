package io.stripejdbc.query.session;

import io.stripejdbc.plan.function.scalar.StopCheck;
import io.stripejdbc.plan.runtime.ScanRuntime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.QueryProvider;
import org.apache.calcite.schema.SchemaPlus;
import org.jspecify.annotations.Nullable;

/**
 * What generated code can ask of an execution inside of another Calcite's: the scans' runtime and
 * the time of ours, for all else the context of the other.
 *
 * <p>Times are of UTC, as those of Stripe's rows, whatever zone the other connection has.
 */
final class HostedContext implements DataContext, ScanRuntime.Holder {
  private final DataContext host;
  private final ScanRuntime runtime;
  private final Map<String, Object> entries;

  /**
   * @param constants what the plan's nodes stashed at code generation
   * @param millis the one reading of the clock for CURRENT_TIMESTAMP
   */
  HostedContext(DataContext host, Map<String, Object> constants, long millis, ScanRuntime runtime) {
    this.host = host;
    this.runtime = runtime;
    this.entries = new HashMap<>(constants);
    entries.put(Variable.UTC_TIMESTAMP.camelName, millis);
    entries.put(Variable.CURRENT_TIMESTAMP.camelName, millis);
    entries.put(Variable.LOCAL_TIMESTAMP.camelName, millis);
    entries.put(Variable.SYS_TIMESTAMP.camelName, millis);
    entries.put(Variable.TIME_ZONE.camelName, TimeZone.getTimeZone("UTC"));
    entries.put(Variable.LOCALE.camelName, Locale.ROOT);
    entries.put(ScanRuntime.KEY, runtime);
    Runnable check = runtime.control()::check;
    entries.put(StopCheck.KEY, check);
  }

  @Override
  public ScanRuntime runtime() {
    return runtime;
  }

  @Override
  public @Nullable SchemaPlus getRootSchema() {
    return host.getRootSchema();
  }

  @Override
  public JavaTypeFactory getTypeFactory() {
    return host.getTypeFactory();
  }

  @Override
  public QueryProvider getQueryProvider() {
    return host.getQueryProvider();
  }

  @Override
  public @Nullable Object get(String name) {
    Object own = entries.get(name);
    return own != null ? own : host.get(name);
  }
}
