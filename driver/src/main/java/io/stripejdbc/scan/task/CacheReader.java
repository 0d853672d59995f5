package io.stripejdbc.scan.task;

import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.cache.CachedColumn;
import io.stripejdbc.cache.CachedRows;
import io.stripejdbc.cache.SegmentChunk;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.fetch.Page;
import io.stripejdbc.row.ObjectReader;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.row.RowDecoder;
import io.stripejdbc.scan.request.RowLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows from cached objects: out of the columns that are decoded already, and out of the objects
 * themselves for the others, which are decoded then and kept.
 */
public final class CacheReader {
  private final CacheManager cache;
  private final RowLayout layout;
  private final BitSet needed;

  /**
   * Creates one.
   *
   * @param needed positions of the columns that anybody will look at; the others stay empty
   */
  public CacheReader(CacheManager cache, RowLayout layout, BitSet needed) {
    this.cache = cache;
    this.layout = layout;
    this.needed = needed;
  }

  /** All columns of the layout, of all these objects. */
  public static Page everything(
      CacheManager cache, RowLayout layout, List<CachedRows> objects, RowContext context) {
    BitSet all = new BitSet();
    all.set(0, layout.columns().size());
    CacheReader reader = new CacheReader(cache, layout, all);
    List<@Nullable Object[]> rows = new ArrayList<>();
    objects.forEach(some -> rows.addAll(reader.rows(some, context)));
    return new Page(rows, false, null, null);
  }

  /** The rows of these objects, in the order of the layout. */
  public List<@Nullable Object[]> rows(CachedRows objects, RowContext context) {
    int size = objects.size();
    int width = layout.columns().size();
    List<@Nullable Object[]> rows = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      rows.add(new @Nullable Object[width]);
    }
    Map<String, CachedColumn> columns = columns(objects);
    for (int slot = needed.nextSetBit(0); slot >= 0; slot = needed.nextSetBit(slot + 1)) {
      ColumnSpec spec = layout.columns().get(slot);
      String source = ObjectReader.source(spec);
      CachedColumn column = source == null ? null : columns.get(source);
      if (column != null) {
        fill(rows, slot, column, objects);
      }
      RowDecoder.given(rows, slot, spec, context);
    }
    return rows;
  }

  private static void fill(
      List<@Nullable Object[]> rows, int slot, CachedColumn column, CachedRows objects) {
    int[] positions = objects.rows();
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i)[slot] = column.get(positions == null ? i : positions[i]);
    }
  }

  private Map<String, CachedColumn> columns(CachedRows objects) {
    Map<String, CachedColumn> columns = new LinkedHashMap<>();
    Map<String, ColumnSpec> missing = new LinkedHashMap<>();
    for (int slot = needed.nextSetBit(0); slot >= 0; slot = needed.nextSetBit(slot + 1)) {
      ColumnSpec spec = layout.columns().get(slot);
      String source = ObjectReader.source(spec);
      CachedColumn known = source == null ? null : objects.chunk().column(source);
      if (known != null) {
        columns.put(String.valueOf(source), known);
      } else if (source != null) {
        missing.put(source, spec);
      }
    }
    if (!missing.isEmpty()) {
      columns.putAll(decode(objects.chunk(), missing));
      cache.store().reweigh(objects.segment());
    }
    return columns;
  }

  private Map<String, CachedColumn> decode(SegmentChunk chunk, Map<String, ColumnSpec> missing) {
    List<ColumnSpec> specs = List.copyOf(missing.values());
    List<@Nullable Object[]> rows =
        ObjectReader.rows(chunk.json(), new RowDecoder(specs), RowContext.of("")).rows();
    Map<String, CachedColumn> decoded = new LinkedHashMap<>();
    for (int slot = 0; slot < specs.size(); slot++) {
      int at = slot;
      @Nullable Object[] values = rows.stream().map(row -> row[at]).toArray();
      CachedColumn column = CachedColumn.of(values, cache.words());
      String source = String.valueOf(ObjectReader.source(specs.get(slot)));
      decoded.put(source, column);
      if (specs.get(slot).role() != Role.OBJECT && missing.size() <= CacheWriter.MOST_COLUMNS) {
        chunk.keep(source, column);
      }
    }
    return decoded;
  }
}
