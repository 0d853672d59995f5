package io.stripejdbc.scan.execute;

import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.cache.CachedRows;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.Page;
import io.stripejdbc.row.PageReader;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.request.RepeatedAccountCheck;
import io.stripejdbc.scan.request.RequestPlan;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.ResidualFilter;
import io.stripejdbc.scan.request.RowLayout;
import io.stripejdbc.scan.rows.BatchedRows;
import io.stripejdbc.scan.rows.CachedBatch;
import io.stripejdbc.scan.rows.ChunkDecoder;
import io.stripejdbc.scan.rows.IdSet;
import io.stripejdbc.scan.task.CacheReader;
import io.stripejdbc.scan.task.PageConsumer;
import io.stripejdbc.scan.task.PageTask;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives out the rows of a question: checked where no parameter did, and each once. */
final class RowConsumer implements PageConsumer<Page> {
  private final @Nullable CacheManager cache;
  private final RowLayout layout;
  private final RowOutput output;
  private final ResidualFilter always = new ResidualFilter();
  private final ResidualFilter filters;
  private final @Nullable IdSet given;
  private final boolean ordered;
  private final boolean filtered;
  private final boolean accountsThemselves;
  private final BitSet needed;
  private final @Nullable ChunkDecoder decoder;
  private final String table;
  private final Set<String> accounts = new HashSet<>();
  private final List<String> capped;
  private final @Nullable RepeatedAccountCheck repeated;
  private final Consumer<String> warnings;

  /**
   * @param asked the question, which may ask for less than the lists of the plan have
   * @param cache what is cached, null for nothing
   * @param warnings takes what the caller is to be told beside the rows
   */
  RowConsumer(
      RequestPlan plan,
      ScanSpec asked,
      RowOutput output,
      @Nullable CacheManager cache,
      Consumer<String> warnings) {
    this.warnings = warnings;
    ScanSpec spec = plan.spec();
    this.cache = cache;
    this.layout = plan.layout();
    this.output = output;
    this.filters = ResidualFilter.filters(spec, layout);
    spec.ids().ifPresent(ids -> always.oneOf(layout, "id", ids));
    ScanSpec wanted = asked.withoutEmptyTexts();
    if (!plan.isEmpty() && !wanted.conditions().equals(spec.conditions())) {
      always.add(wanted, layout);
    }
    this.given = plan.mayRepeat() && layout.hasId() ? new IdSet() : null;
    this.ordered = spec.newestFirst();
    this.filtered = !spec.equals().isEmpty() || !spec.ranges().isEmpty();
    this.accountsThemselves = spec.table().kind() == TableSpec.Kind.ACCOUNTS;
    this.needed = needed(plan);
    this.decoder = cache == null ? null : new ChunkDecoder(layout, cache.words());
    this.table = spec.table().name();
    this.repeated = RepeatedAccountCheck.of(plan);
    this.capped =
        spec.equals().keySet().stream()
            .filter(FilterSpec::isCapped)
            .map(FilterSpec::parameter)
            .toList();
  }

  /** The wanted columns, and those that rows are told apart and put in order by. */
  private BitSet needed(RequestPlan plan) {
    BitSet slots = new BitSet();
    slots.set(0, layout.width());
    if (layout.hidden() >= 0) {
      slots.set(layout.hidden());
    }
    if (!plan.walks().isEmpty() && layout.hasId()) {
      // Children that came with their parent are told from the rest of them.
      slots.set(layout.ordinal("id"));
    }
    boolean known = given != null || plan.asPlatform() || !always.isEmpty() || ordered;
    known |= plan.spec().ids().isPresent();
    if (known || accountsThemselves) {
      slots.set(0, layout.columns().size());
    }
    return slots;
  }

  @Override
  public Page readCached(List<CachedRows> objects, RowContext context) {
    CacheManager known = Objects.requireNonNull(cache);
    ChunkDecoder decoding = Objects.requireNonNull(decoder);
    CacheReader asAsked = new CacheReader(known, layout, needed, decoding);
    boolean checked = objects.stream().allMatch(this::isChecked);
    if (checked && givesAll() && asAsked.readsByColumn()) {
      return batches(objects, context, asAsked, known, decoding);
    }
    BitSet all = new BitSet();
    all.set(0, layout.columns().size());
    CacheReader toFilter = new CacheReader(known, layout, all, decoding);
    Function<CachedRows, CacheReader> reader = some -> some.filtered() ? asAsked : toFilter;
    List<@Nullable Object[]> rows = new ArrayList<>();
    each(objects, some -> reader.apply(some).decodes(some))
        .map(
            some -> {
              List<@Nullable Object[]> its = reader.apply(some).rows(some, context);
              if (!some.filtered()) {
                its.removeIf(row -> !filters.test(row));
              }
              return its;
            })
        .toList()
        .forEach(rows::addAll);
    return new Page(rows, false, null, null);
  }

  /**
   * Whether nothing has to be asked about rows of a wider list: which of them are rows of the
   * narrower one would have to be known then.
   */
  private boolean isChecked(CachedRows some) {
    return some.filtered() || filters.isEmpty() || some.segment().isWhole(some.segment().window());
  }

  /** Whether rows of a list are given as they come: none is looked at. */
  private boolean givesAll() {
    return given == null
        && !ordered
        && layout.hidden() < 0
        && always.isEmpty()
        && needed.length() <= layout.width();
  }

  private Page batches(
      List<CachedRows> objects,
      RowContext context,
      CacheReader asAsked,
      CacheManager known,
      ChunkDecoder decoding) {
    CacheReader toFilter = new CacheReader(known, layout, filters.columns(), decoding);
    Function<CachedRows, CachedBatch> batchOf =
        some -> {
          CachedBatch batch = asAsked.batch(some, context);
          return some.filtered() || filters.isEmpty()
              ? batch
              : batch.only(fitting(toFilter.rows(some, context)));
        };
    List<CachedBatch> batches =
        each(objects, some -> asAsked.decodes(some) || toFilter.decodes(some))
            .map(batchOf)
            .filter(batch -> batch.size() > 0)
            .toList();
    return new Page(new BatchedRows(batches), false, null, null);
  }

  private int[] fitting(List<@Nullable Object[]> rows) {
    return IntStream.range(0, rows.size()).filter(i -> filters.test(rows.get(i))).toArray();
  }

  /** Taking columns is quick; unpacking objects takes a millisecond a page, and all processors. */
  private static Stream<CachedRows> each(List<CachedRows> objects, Predicate<CachedRows> decodes) {
    boolean slow = objects.size() > 1 && objects.stream().anyMatch(decodes);
    return slow ? objects.parallelStream() : objects.stream();
  }

  @Override
  public boolean fits(@Nullable Object[] row) {
    return filters.test(row);
  }

  @Override
  public RowLayout layout() {
    return layout;
  }

  @Override
  public BodyReader<Page> reader(Shape shape, RowContext context) {
    return new PageReader(shape, layout.decoder(), context);
  }

  @Override
  public void take(
      PageTask<?> from, Page page, List<Integer> kept, RequestStep step, RowContext context) {
    List<@Nullable Object[]> rows = page.rows();
    if (kept.size() < rows.size()) {
      rows = kept.stream().map(page.rows()::get).toList();
    }
    if (from.target().account().isEmpty()) {
      rows = new ArrayList<>(rows);
      rows.forEach(this::nameAccount);
    } else if (!rows.isEmpty()) {
      accounts.add(from.target().account());
    }
    if (repeated != null && !(rows instanceof BatchedRows)) {
      repeated.take(from.target().account(), rows).ifPresent(warnings);
    }
    boolean unfiltered = step.shape() == Shape.OBJECT || step.shape() == Shape.SEARCH;
    give(from, rows, unfiltered || isUncapped(step));
  }

  /** Whether a parameter that leaves rows out was not sent. */
  private boolean isUncapped(RequestStep step) {
    return capped.stream().anyMatch(name -> step.template().value(name).isEmpty());
  }

  /** Each row of this list is an account of its own. */
  private void nameAccount(@Nullable Object[] row) {
    String id = layout.id(row);
    set(row, Role.ACCOUNT, null, id);
    if (id != null) {
      accounts.add(id);
    }
  }

  /** Whether a row of this account was given out. */
  boolean hasGiven(String account) {
    return accounts.contains(account);
  }

  /** Gives out rows that came with their parent. */
  void takeEmbedded(PageTask<?> from, List<@Nullable Object[]> rows, RowContext parent) {
    if (!rows.isEmpty()) {
      accounts.add(parent.account());
    }
    for (@Nullable Object[] row : rows) {
      checkParent(from, row, parent);
      set(row, Role.ACCOUNT, null, parent.account());
      if (parent.parentSpec() != null) {
        set(row, Role.PARENT, parent.parentSpec().column(), parent.parent());
      }
      set(row, Role.PARENT_TYPE, null, parent.parentType());
    }
    give(from, rows, true);
  }

  private void checkParent(PageTask<?> from, @Nullable Object[] row, RowContext parent) {
    String column = parent.parentSpec() == null ? "" : parent.parentSpec().column();
    int slot = layout.ordinal(column);
    boolean said = slot >= 0 && layout.columns().get(slot).role() == Role.PARENT;
    Object own = said ? row[slot] : null;
    if (own != null && parent.parent() != null && !own.equals(parent.parent())) {
      throw new DriverFailure(
          DriverError.BAD_ANSWER,
          "Stripe's answer for table '%s' of account '%s' is not what was asked for: a row of %s"
                  .formatted(table, from.target().account(), column)
              + " '%s' came inside '%s'".formatted(own, parent.parent()));
    }
  }

  private void set(
      @Nullable Object[] row, Role role, @Nullable String name, @Nullable String value) {
    List<ColumnSpec> columns = layout.columns();
    for (int i = 0; i < row.length; i++) {
      boolean named = name == null || columns.get(i).name().equals(name);
      if (columns.get(i).role() == role && named) {
        row[i] = value;
      }
    }
  }

  private void give(PageTask<?> from, List<@Nullable Object[]> rows, boolean unfiltered) {
    if (rows instanceof BatchedRows && !unfiltered) {
      output.add(from, rows); // Made where all rows are given.
      return;
    }
    List<@Nullable Object[]> result = new ArrayList<>(rows.size());
    for (@Nullable Object[] row : rows) {
      String id = given == null ? null : layout.id(row);
      boolean wanted =
          !layout.isHidden(row) && always.test(row) && (!unfiltered || filters.test(row));
      if (wanted && (given == null || id == null || given.add(id(row, id)))) {
        result.add(ordered ? row : layout.trim(row));
      }
    }
    output.add(from, result);
  }

  /** Ids are unique within an account only, and the same object may belong to several parents. */
  private String id(@Nullable Object[] row, String id) {
    if (accountsThemselves) {
      return id; // The platform's own may be among those that are listed.
    }
    StringBuilder key = new StringBuilder(id);
    List<ColumnSpec> columns = layout.columns();
    for (int i = 0; i < columns.size(); i++) {
      Role role = columns.get(i).role();
      if (role == Role.ACCOUNT || role == Role.PARENT) {
        key.append(' ').append(row[i]);
      }
    }
    return key.toString();
  }

  /** Name of the table whose rows they are. */
  String table() {
    return table;
  }

  /** Whether lists are asked with parameters that not every child meets. */
  boolean isFiltered() {
    return filtered;
  }
}
