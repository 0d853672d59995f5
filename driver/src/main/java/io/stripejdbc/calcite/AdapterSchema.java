package io.stripejdbc.calcite;

import com.google.common.collect.Maps;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.plan.schema.StripeSchema;
import io.stripejdbc.plan.schema.StripeTypeFactory;
import io.stripejdbc.plan.view.ReportSchema;
import io.stripejdbc.plan.view.SqlView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/** The tables of one key as a schema of Calcite, with the schema {@code reports} in it. */
final class AdapterSchema extends AbstractSchema implements AutoCloseable {
  private final AdapterSession session;
  private final Map<String, Table> tables;
  private final Schema reports;

  AdapterSchema(Catalog catalog, AdapterSession session) {
    this.session = session;
    StripeTypeFactory types = new StripeTypeFactory();
    StripeSchema known = new StripeSchema(catalog, types);
    this.tables =
        Maps.asMap(
            Set.copyOf(catalog.names()),
            name ->
                new AdapterTable(
                    catalog.table(name).orElseThrow(),
                    Objects.requireNonNull(known.tables().get(name)).getStatistic(),
                    session));
    this.reports = new Reports(new ReportSchema(types), session);
  }

  @Override
  protected Map<String, Table> getTableMap() {
    return tables;
  }

  @Override
  protected Map<String, Schema> getSubSchemaMap() {
    return Map.of(ReportSchema.NAME, reports);
  }

  @Override
  public void close() {
    session.close();
  }

  /** The ready-made views. */
  private static final class Reports extends AbstractSchema {
    private final Map<String, Table> views = new LinkedHashMap<>();

    Reports(ReportSchema schema, AdapterSession session) {
      for (SqlView view : schema.views()) {
        views.put(view.name(), new AdapterView(view, session));
      }
    }

    @Override
    protected Map<String, Table> getTableMap() {
      return views;
    }
  }
}
