package io.stripejdbc.plan.view;

import com.google.common.collect.Maps;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.plan.schema.StripeTypeFactory;
import io.stripejdbc.plan.view.SigmaViewReader.SigmaViews;
import io.stripejdbc.plan.view.SigmaViewSpec.Accounts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/**
 * The schema {@code sigma}: views with the names and columns of Stripe Sigma's tables, made from
 * {@code sigma/views.txt} when a statement names them.
 */
public final class SigmaSchema extends AbstractSchema {
  /** The schema's name. */
  public static final String NAME = "sigma";

  private static final String CONNECTED = "connected_account_";
  private static final String METADATA = "_metadata";

  private final Map<String, Supplier<ViewFile>> files = new TreeMap<>();
  private final Map<String, SqlView> made = new ConcurrentHashMap<>();
  private final Map<String, Table> tables;
  private final StripeTypeFactory types;

  /** All views over a catalogue. */
  public SigmaSchema(Catalog catalog, StripeTypeFactory types) {
    this.types = types;
    SigmaViews said = SigmaViewReader.bundled();
    SigmaViewBuilder builder = new SigmaViewBuilder(catalog, said.ids());
    List<String> known = catalog.names();
    said.views().stream()
        .filter(view -> view.rows().table() == null || known.contains(view.rows().table()))
        .forEach(view -> add(builder, view));
    this.tables = Maps.asMap(files.keySet(), this::view);
  }

  private void add(SigmaViewBuilder builder, SigmaViewSpec view) {
    if (view.rows().accounts() != Accounts.CONNECTED) {
      add(builder, view, view.name(), false);
    }
    if (view.rows().accounts() == Accounts.BOTH) {
      add(builder, view, CONNECTED + view.name(), true);
    }
    if (view.rows().accounts() == Accounts.CONNECTED) {
      add(builder, view, view.name(), true);
    }
  }

  private void add(SigmaViewBuilder builder, SigmaViewSpec view, String name, boolean connected) {
    files.put(name, () -> builder.table(name, view, connected));
    String key = view.metadataKey();
    if (key != null) {
      String metadata = name + METADATA;
      files.put(metadata, () -> builder.metadata(metadata, view, key, connected));
    }
  }

  private SqlView view(String name) {
    return made.computeIfAbsent(
        name,
        n -> {
          Supplier<ViewFile> file = files.get(n);
          if (file == null) {
            throw new IllegalArgumentException("No view '" + n + "'");
          }
          return new SqlView(NAME, n, types, file);
        });
  }

  /** The views, for metadata, sorted by name. */
  public List<SqlView> views() {
    return files.keySet().stream().map(this::view).toList();
  }

  @Override
  protected Map<String, Table> getTableMap() {
    return tables;
  }
}
