package io.stripejdbc.scan.task;

import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.cache.CachedRows;
import io.stripejdbc.cache.segment.CachedColumn;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.fetch.Page;
import io.stripejdbc.row.ObjectReader;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.row.RowDecoder;
import io.stripejdbc.scan.request.RowLayout;
import io.stripejdbc.scan.rows.CachedBatch;
import io.stripejdbc.scan.rows.ChunkDecoder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
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
  private final ChunkDecoder decoder;
  private final @Nullable String[] sources;

  /** Of rows: columns of the scan itself that nobody looks at are left out of them. */
  private final int width;

  /**
   * Creates one.
   *
   * @param needed positions of the columns that anybody will look at; the others stay empty
   * @param decoder for these columns, shared by the readers of a scan
   */
  public CacheReader(CacheManager cache, RowLayout layout, BitSet needed, ChunkDecoder decoder) {
    this.cache = cache;
    this.layout = layout;
    this.needed = needed;
    this.decoder = decoder;
    this.width = Math.max(layout.width(), needed.length());
    this.sources = new @Nullable String[layout.columns().size()];
    needed.stream()
        .forEach(slot -> sources[slot] = ObjectReader.source(layout.columns().get(slot)));
  }

  /** All columns of the layout, of all these objects. */
  public static Page everything(
      CacheManager cache, RowLayout layout, List<CachedRows> objects, RowContext context) {
    BitSet all = new BitSet();
    all.set(0, layout.columns().size());
    CacheReader reader =
        new CacheReader(cache, layout, all, new ChunkDecoder(layout, cache.words()));
    List<@Nullable Object[]> rows = new ArrayList<>();
    objects.forEach(some -> rows.addAll(reader.rows(some, context)));
    return new Page(rows, false, null, null);
  }

  /** Whether objects have to be unpacked for it. */
  public boolean decodes(CachedRows objects) {
    for (String source : sources) {
      if (source != null && objects.chunk().column(source) == null) {
        return true;
      }
    }
    return false;
  }

  /** The rows of these objects, in the order of the layout. */
  public List<@Nullable Object[]> rows(CachedRows objects, RowContext context) {
    int size = objects.size();
    List<@Nullable Object[]> rows = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      rows.add(new @Nullable Object[width]);
    }
    Map<String, CachedColumn> columns = columns(objects);
    for (int slot = needed.nextSetBit(0); slot >= 0; slot = needed.nextSetBit(slot + 1)) {
      ColumnSpec spec = layout.columns().get(slot);
      String source = sources[slot];
      CachedColumn column = source == null ? null : columns.get(source);
      if (column != null) {
        fill(rows, slot, column, objects);
      }
      RowDecoder.given(rows, slot, spec, context);
    }
    return rows;
  }

  /** Whether rows can be read by column: none has a value by its place in an answer. */
  public boolean readsByColumn() {
    return needed.stream().noneMatch(slot -> layout.columns().get(slot).role() == Role.POSITION);
  }

  /** The rows of these objects by column. */
  public CachedBatch batch(CachedRows objects, RowContext context) {
    @Nullable CachedColumn[] columns = new @Nullable CachedColumn[width];
    @Nullable Object[] constants = new @Nullable Object[width];
    Map<String, CachedColumn> known = columns(objects);
    for (int slot = needed.nextSetBit(0); slot >= 0; slot = needed.nextSetBit(slot + 1)) {
      ColumnSpec spec = layout.columns().get(slot);
      String source = sources[slot];
      if (RowDecoder.isGivenAlike(spec, context)) {
        RowDecoder.given(Collections.singletonList(constants), slot, spec, context);
      } else if (source != null) {
        columns[slot] = known.get(source);
      }
    }
    return CachedBatch.of(columns, constants, objects);
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
      String source = sources[slot];
      CachedColumn known = source == null ? null : objects.chunk().column(source);
      if (known != null) {
        columns.put(String.valueOf(source), known);
      } else if (source != null) {
        missing.put(source, spec);
      }
    }
    if (!missing.isEmpty()) {
      columns.putAll(decoder.decode(objects.chunk(), missing));
      cache.store().reweigh(objects.segment());
    }
    return columns;
  }
}
