package io.stripejdbc.scan.execute;

import io.stripejdbc.cache.ListKey;
import io.stripejdbc.cache.Memory;
import io.stripejdbc.cache.Pieces;
import io.stripejdbc.cache.Recalled;
import io.stripejdbc.cache.Span;
import io.stripejdbc.cache.Wanted;
import io.stripejdbc.cache.Wanted.Source;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.Page;
import io.stripejdbc.row.PageReader;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.request.AccountScope;
import io.stripejdbc.scan.request.Layout;
import io.stripejdbc.scan.request.Plan;
import io.stripejdbc.scan.request.Step;
import io.stripejdbc.scan.request.Target;
import io.stripejdbc.scan.request.Template;
import io.stripejdbc.scan.task.Call;
import io.stripejdbc.scan.task.Harvest;
import io.stripejdbc.scan.task.ListStrand;
import io.stripejdbc.scan.task.Recall;
import io.stripejdbc.scan.task.Recording;
import io.stripejdbc.scan.task.RememberedStrand;
import io.stripejdbc.scan.task.SeenIds;
import io.stripejdbc.scan.task.Strand;
import io.stripejdbc.scan.window.Beginnings;
import io.stripejdbc.scan.window.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connected accounts, as {@code GET /v1/accounts} lists them. Listed at most once per
 * statement.
 */
final class Directory {
  private static final TableSpec ACCOUNTS =
      new TableSpec(
          "accounts",
          TableSpec.Kind.ACCOUNTS,
          TableSpec.ApiGeneration.V1,
          "/v1/accounts",
          null,
          "account",
          "",
          "",
          List.of(column("id", ColumnType.VARCHAR), column("created", ColumnType.TIMESTAMP)),
          List.of(),
          List.of("id"),
          List.of(),
          List.of(Map.of()),
          true,
          List.of(),
          TableSpec.Paging.CURSOR,
          List.of(),
          null,
          List.of());

  private static final Step STEP =
      Step.list(Template.of(ACCOUNTS, ACCOUNTS.path()), Shape.CURSOR_LIST, Bounds.ALL, Map.of());

  private static final Layout LAYOUT = Layout.of(ACCOUNTS, ACCOUNTS.columns(), List.of());

  private final Beginnings beginnings;
  private @Nullable List<Target> known;
  private @Nullable Listing lists;

  /**
   * @param beginnings told when each account was made
   */
  Directory(Beginnings beginnings) {
    this.beginnings = beginnings;
  }

  private static ColumnSpec column(String name, ColumnType type) {
    return new ColumnSpec(
        name, ColumnSpec.Role.FIELD, type, 0, 0, true, name, null, null, null, "");
  }

  /** The request that lists accounts, for explanations. */
  static Step step() {
    return STEP;
  }

  /** A plan that asks for nothing besides the accounts. */
  static Plan plan(AccountScope scope) {
    ScanSpec spec =
        new ScanSpec(
            ACCOUNTS,
            ACCOUNTS.columns(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            false,
            -1);
    return new Plan(spec, LAYOUT, scope, true, List.of(), List.of(), false, false);
  }

  /** Hands every connected account to the run, now or as the pages come. */
  void list(ScanRun run, @Nullable Memory memory, Consumer<Target> each) {
    List<Target> all = known();
    if (all != null) {
      all.forEach(each);
      return;
    }
    run.addLast(new Listing(run.nextNumber(), memory, each));
  }

  private synchronized @Nullable List<Target> known() {
    return known;
  }

  private synchronized void know(List<Target> all) {
    known = all;
  }

  /** Whether this one is to list them: nobody else of the statement does. */
  private synchronized boolean begins(Listing one) {
    lists = lists == null ? one : lists;
    return lists == one;
  }

  /** This one lists them no further, or only when its reader has taken more rows. */
  private synchronized void leaves(Listing one) {
    lists = lists == one ? null : lists;
  }

  private final class Listing extends Strand<Page> implements Harvest<Page> {
    private final Strand<Page> pages;
    private final @Nullable Memory memory;
    private final Consumer<Target> each;
    private final List<Target> all = new ArrayList<>();
    private boolean begun;
    private @Nullable List<Target> found;

    Listing(int number, @Nullable Memory memory, Consumer<Target> each) {
      super(Target.PLATFORM, number);
      this.each = each;
      this.memory = memory;
      this.pages = memory == null ? asks(null, null) : recalls(memory);
    }

    private Strand<Page> asks(@Nullable Strand<Page> outward, @Nullable Recording recording) {
      return new ListStrand<>(
          Target.PLATFORM,
          number(),
          STEP,
          this,
          STEP.context(Target.PLATFORM),
          -1,
          false,
          new SeenIds(null),
          Beginnings.unknown(),
          Windows.Before.NOTHING,
          outward,
          recording);
    }

    private Strand<Page> recalls(Memory known) {
      ListKey key = ListKey.of(AccountScope.PLATFORM, ACCOUNTS.path(), List.of());
      Wanted wanted = new Wanted(ACCOUNTS.name(), false, List.of(new Source(key, true)));
      return new RememberedStrand<>(
          Target.PLATFORM,
          number(),
          STEP,
          this,
          STEP.context(Target.PLATFORM),
          new Pieces(known, List.of(wanted), known.question(Span.ALL, -1)),
          0,
          -1,
          Set.of(),
          (span, reading, limit, outward) ->
              asks(outward, new Recording(known.room(), reading, LAYOUT, STEP.shape(), null)),
          answer -> {});
    }

    /** Accounts are no rows yet. */
    @Override
    public String rowsOf() {
      return "";
    }

    /** Waits while another scan of the statement lists them; memory is shared by itself. */
    @Override
    public @Nullable Call<Page> next() {
      found = begun || memory != null ? null : known();
      if (found != null) {
        return Call.local(this, () -> new Page(List.of(), false, null, null));
      }
      if (memory == null && !begun && !begins(this)) {
        return null;
      }
      begun = true;
      Call<Page> call = pages.next();
      return call == null ? null : call.by(this);
    }

    @Override
    public boolean held() {
      leaves(this);
      return pages.held();
    }

    @Override
    public void close() {
      leaves(this);
      pages.close();
    }

    @Override
    public Page recall(List<Recalled> objects, RowContext context) {
      return Recall.everything(Objects.requireNonNull(memory).room(), LAYOUT, objects, context);
    }

    @Override
    public boolean answered(Page answer) {
      if (found != null) {
        found.forEach(each);
        return false;
      }
      boolean more = pages.answered(answer);
      if (!more) {
        know(List.copyOf(all));
      }
      return more;
    }

    @Override
    public Verdict failed(CallFailure failure) {
      Verdict verdict = pages.failed(failure);
      if (verdict == Verdict.FAIL && failure.facts().status() == 403) {
        throw new DriverFailure(
            DriverError.PERMISSION_DENIED,
            "The connected accounts cannot be listed: "
                + failure.getMessage()
                + ". To read the platform's own data alone, set accounts=platform",
            403,
            null);
      }
      return verdict;
    }

    @Override
    public BodyReader<Page> reader(Shape shape, RowContext context) {
      PageReader pages = new PageReader(shape, LAYOUT.decoder(), context);
      return body -> checked(pages.read(body));
    }

    private Page checked(Page page) {
      for (@Nullable Object[] row : page.rows()) {
        String id = LAYOUT.id(row);
        if (id != null && !AccountScope.isSendable(id)) {
          String told = "an account '" + id.replaceAll("[^ -~]", "?") + "' came";
          return new Page(page.rows(), page.hasMore(), page.lastId(), page.nextPageUrl(), told);
        }
      }
      return page;
    }

    @Override
    public void take(Strand<?> from, Page page, List<Integer> kept, Step step, RowContext context) {
      for (int position : kept) {
        @Nullable Object[] row = page.rows().get(position);
        String id = LAYOUT.id(row);
        if (id != null) {
          Target target = Target.connected(id);
          beginnings.account(id).learn(LAYOUT.created(row, Long.MIN_VALUE));
          all.add(target);
          each.accept(target);
        }
      }
    }

    @Override
    public Layout layout() {
      return LAYOUT;
    }
  }
}
