package io.stripejdbc.scan.rows;

import io.stripejdbc.cache.segment.CachedColumn;
import io.stripejdbc.cache.segment.DecodedColumns;
import io.stripejdbc.cache.segment.SegmentChunk;
import io.stripejdbc.cache.segment.StringInterner;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.row.ObjectReader;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.row.RowDecoder;
import io.stripejdbc.scan.request.RowLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Decodes columns of cached objects. With the first column that is missing all plain ones of the
 * table are read and kept: unpacking the objects is most of the work, and the next statement wants
 * another column. Serves many threads.
 */
public final class ChunkDecoder {
  /** Whoever asks for more columns than this wants to look at rows, not to reckon with columns. */
  public static final int MOST_COLUMNS = 40;

  private static final DecodedColumns NONE = new DecodedColumns(Map.of(), new CachedColumn[0]);

  private final RowLayout layout;
  private final StringInterner words;
  private final Map<List<String>, RowDecoder> decoders = new ConcurrentHashMap<>();
  private volatile @Nullable Plain plain;
  private volatile @Nullable Wider wider;

  /**
   * The plain columns that rows of the layout do not have.
   *
   * @param decoder reads rows of the layout with these behind
   * @param sources what they are, in order
   */
  private record Wider(RowDecoder decoder, List<String> sources) {}

  /**
   * The columns that are read along.
   *
   * @param specs what they are, by source
   * @param positions their positions, by source
   */
  private record Plain(Map<String, ColumnSpec> specs, Map<String, Integer> positions) {}

  public ChunkDecoder(RowLayout layout, StringInterner words) {
    this.layout = layout;
    this.words = words;
  }

  /** Decodes columns, by {@link ObjectReader#source}; keeps what is worth it. */
  public Map<String, CachedColumn> decode(SegmentChunk chunk, Map<String, ColumnSpec> missing) {
    boolean few = missing.size() <= MOST_COLUMNS;
    boolean first = !chunk.hasDecodedColumns();
    Map<String, CachedColumn> decoded =
        few && first ? withOthers(chunk, missing) : read(chunk, missing);
    if (first && !few) {
      chunk.keep(plain(decoded));
    }
    missing.forEach(
        (source, spec) -> {
          CachedColumn column = decoded.get(source);
          if (few && column != null && spec.role() != Role.OBJECT) {
            chunk.keep(source, column);
          }
        });
    return decoded;
  }

  /** A field that nobody asked for must not spoil the answer to those who asked for others. */
  private Map<String, CachedColumn> withOthers(
      SegmentChunk chunk, Map<String, ColumnSpec> missing) {
    Map<String, ColumnSpec> all = new LinkedHashMap<>(missing);
    plain().specs().forEach(all::putIfAbsent);
    try {
      Map<String, CachedColumn> decoded = read(chunk, all);
      chunk.keep(plain(decoded));
      return decoded;
    } catch (DriverFailure failure) {
      if (failure.error() != DriverError.BAD_ANSWER) {
        throw failure;
      }
      chunk.keep(NONE);
      return read(chunk, missing);
    }
  }

  private DecodedColumns plain(Map<String, CachedColumn> decoded) {
    Plain of = plain();
    @Nullable CachedColumn[] columns = new @Nullable CachedColumn[of.positions().size()];
    of.positions().forEach((source, position) -> columns[position] = decoded.get(source));
    return new DecodedColumns(of.positions(), columns);
  }

  private Map<String, CachedColumn> read(SegmentChunk chunk, Map<String, ColumnSpec> wanted) {
    List<String> sources = List.copyOf(wanted.keySet());
    RowDecoder decoder =
        decoders.computeIfAbsent(sources, any -> new RowDecoder(List.copyOf(wanted.values())));
    List<@Nullable Object[]> rows =
        ObjectReader.rows(chunk.json(), decoder, RowContext.of("")).rows();
    Map<String, CachedColumn> columns = new HashMap<>();
    for (int slot = 0; slot < sources.size(); slot++) {
      columns.put(sources.get(slot), CachedColumn.of(values(rows, slot), words));
    }
    return columns;
  }

  /** Keeps the plain columns of objects that were read as rows of this layout. */
  public void keep(SegmentChunk chunk, List<@Nullable Object[]> rows) {
    Plain of = plain();
    @Nullable CachedColumn[] columns = new @Nullable CachedColumn[of.positions().size()];
    for (int slot = 0; slot < layout.columns().size(); slot++) {
      String source = ObjectReader.source(layout.columns().get(slot));
      Integer position = source == null ? null : of.positions().get(source);
      if (position != null) {
        columns[position] = CachedColumn.of(values(rows, slot), words);
      }
    }
    chunk.keep(new DecodedColumns(of.positions(), columns));
  }

  /** Reads rows of the layout with all plain columns of the table behind its own. */
  public RowDecoder wider() {
    return widerOf().decoder();
  }

  /** Keeps the columns that were read behind those of the layout. */
  public void keepWider(SegmentChunk chunk, List<@Nullable Object[]> rows) {
    Plain of = plain();
    @Nullable CachedColumn[] columns = new @Nullable CachedColumn[of.positions().size()];
    int slot = layout.columns().size();
    for (String source : widerOf().sources()) {
      Integer position = of.positions().get(source);
      if (position != null) {
        columns[position] = CachedColumn.of(values(rows, slot), words);
      }
      slot++;
    }
    chunk.keep(new DecodedColumns(of.positions(), columns));
  }

  private Wider widerOf() {
    Wider known = wider;
    if (known == null) {
      Map<String, ColumnSpec> more = new LinkedHashMap<>(plain().specs());
      layout.columns().forEach(column -> more.remove(ObjectReader.source(column)));
      RowDecoder decoder = layout.decoder().widened(List.copyOf(more.values()));
      known = new Wider(decoder, List.copyOf(more.keySet()));
      wider = known;
    }
    return known;
  }

  /** The values of one column of these rows. */
  public static @Nullable Object[] values(List<@Nullable Object[]> rows, int slot) {
    @Nullable Object[] values = new @Nullable Object[rows.size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = rows.get(row)[slot];
    }
    return values;
  }

  private Plain plain() {
    Plain known = plain;
    if (known == null) {
      known = plainOf(layout.fields());
      plain = known;
    }
    return known;
  }

  private static Plain plainOf(List<ColumnSpec> fields) {
    Map<String, ColumnSpec> specs = new LinkedHashMap<>();
    for (ColumnSpec column : fields) {
      String source = ObjectReader.source(column);
      if (source != null && column.type() != ColumnType.JSON) {
        specs.putIfAbsent(source, column);
      }
    }
    Map<String, Integer> positions = new HashMap<>();
    new ArrayList<>(specs.keySet()).forEach(source -> positions.put(source, positions.size()));
    return new Plain(specs, positions);
  }
}
