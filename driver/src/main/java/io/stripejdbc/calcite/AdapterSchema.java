package io.stripejdbc.calcite;

import com.google.common.collect.Maps;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.plan.schema.StripeSchema;
import io.stripejdbc.plan.schema.StripeTypeFactory;
import io.stripejdbc.plan.view.ReportSchema;
import io.stripejdbc.plan.view.SigmaSchema;
import io.stripejdbc.plan.view.SqlView;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.schema.lookup.Lookup;

/** The tables of one key as a schema of Calcite, with the schemas of views in it. */
final class AdapterSchema extends AbstractSchema implements AutoCloseable {
  private final AdapterSession session;
  private final Map<String, Table> tables;
  private final Map<String, Schema> views;

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
    this.views =
        Map.of(
            ReportSchema.NAME,
            new Views(ReportSchema.NAME, new ReportSchema(types), session),
            SigmaSchema.NAME,
            new Views(SigmaSchema.NAME, new SigmaSchema(catalog, types), session));
  }

  @Override
  protected Map<String, Table> getTableMap() {
    return tables;
  }

  @Override
  protected Map<String, Schema> getSubSchemaMap() {
    return views;
  }

  @Override
  public void close() {
    session.close();
  }

  /** A schema of views, each made when a statement names it. */
  private static final class Views extends AbstractSchema {
    private final Map<String, Table> views;

    Views(String name, Schema known, AdapterSession session) {
      Lookup<Table> tables = known.tables();
      this.views =
          Maps.asMap(
              tables.getNames(LikePattern.any()),
              view ->
                  new AdapterView(
                      name, (SqlView) Objects.requireNonNull(tables.get(view)), session));
    }

    @Override
    protected Map<String, Table> getTableMap() {
      return views;
    }
  }
}
