package io.stripejdbc.plan.attach;

import com.google.common.collect.Maps;
import io.stripejdbc.attach.AttachedDatabase;
import io.stripejdbc.plan.schema.StripeTypeFactory;
import java.util.Map;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.lookup.Lookup;

/** The tables of an attached database as a schema of Calcite, read when a statement names one. */
public final class AttachedSchema extends AbstractSchema {
  private final AttachedDatabase database;
  private final StripeTypeFactory types;

  /** A schema over a database, which is not touched yet. */
  public AttachedSchema(AttachedDatabase database, StripeTypeFactory types) {
    this.database = database;
    this.types = types;
  }

  /** As it is written, else in other letter case if that is one table alone. */
  @Override
  public Lookup<Table> tables() {
    return new ExactNameLookup(super.tables(), database.name());
  }

  @Override
  protected Map<String, Table> getTableMap() {
    return Maps.asMap(
        database.tableNames(),
        name -> new AttachedTable(database, database.table(name).orElseThrow(), types));
  }
}
