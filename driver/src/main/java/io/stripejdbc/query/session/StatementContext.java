package io.stripejdbc.query.session;

import io.stripejdbc.plan.function.scalar.StopCheck;
import io.stripejdbc.plan.runtime.ScanRuntime;
import io.stripejdbc.plan.schema.StripeTypeFactory;
import io.stripejdbc.system.PermissionProbe;
import io.stripejdbc.system.SessionInfo;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.QueryProvider;
import org.apache.calcite.rel.type.TimeFrames;
import org.apache.calcite.schema.SchemaPlus;
import org.jspecify.annotations.Nullable;

/** What a generated plan can ask of its execution: the time, the parameters, the scans' runtime. */
final class StatementContext implements DataContext, ScanRuntime.Holder {
  private final SchemaPlus rootSchema;
  private final StripeTypeFactory types;
  private final ScanRuntime runtime;
  private final Map<String, Object> entries = new HashMap<>();

  /**
   * @param constants what the plan's nodes stashed at code generation
   * @param now the one reading of the clock for CURRENT_TIMESTAMP; the session zone is UTC
   * @param parameters internal values of {@code ?}, in order
   * @param further what tables of the session look for
   */
  StatementContext(
      SchemaPlus rootSchema,
      StripeTypeFactory types,
      Map<String, Object> constants,
      Instant now,
      List<@Nullable Object> parameters,
      ScanRuntime runtime,
      SessionInfo info,
      Map<String, Object> further) {
    this.rootSchema = rootSchema;
    this.types = types;
    this.runtime = runtime;
    entries.putAll(constants);
    long millis = now.toEpochMilli();
    entries.put(Variable.UTC_TIMESTAMP.camelName, millis);
    entries.put(Variable.CURRENT_TIMESTAMP.camelName, millis);
    entries.put(Variable.LOCAL_TIMESTAMP.camelName, millis);
    entries.put(Variable.SYS_TIMESTAMP.camelName, millis);
    entries.put(Variable.USER.camelName, "");
    entries.put(Variable.SYSTEM_USER.camelName, "");
    entries.put(Variable.TIME_ZONE.camelName, TimeZone.getTimeZone("UTC"));
    entries.put(Variable.LOCALE.camelName, Locale.ROOT);
    entries.put(Variable.TIME_FRAME_SET.camelName, TimeFrames.CORE);
    entries.put(ScanRuntime.KEY, runtime);
    Runnable check = runtime.control()::check;
    entries.put(StopCheck.KEY, check);
    entries.put(SessionInfo.KEY, info);
    entries.putAll(further);
    entries.put(PermissionProbe.KEY, new PermissionProbe(runtime.scanner(), runtime.control()));
    for (int i = 0; i < parameters.size(); i++) {
      Object value = parameters.get(i);
      if (value != null) {
        entries.put("?" + i, value);
      }
    }
  }

  @Override
  public ScanRuntime runtime() {
    return runtime;
  }

  @Override
  public SchemaPlus getRootSchema() {
    return rootSchema;
  }

  @Override
  public JavaTypeFactory getTypeFactory() {
    return types;
  }

  @Override
  public QueryProvider getQueryProvider() {
    throw new UnsupportedOperationException("plans of this driver use no query provider");
  }

  @Override
  public @Nullable Object get(String name) {
    return entries.get(name);
  }
}
