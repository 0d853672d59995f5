package io.stripejdbc.scan.execute;

import io.stripejdbc.cache.CachePartition;
import io.stripejdbc.cache.CacheSession;
import io.stripejdbc.cache.CachedRows;
import io.stripejdbc.cache.InFlightRead;
import io.stripejdbc.cache.segment.TimeRange;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.Page;
import io.stripejdbc.row.PageReader;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.request.AccountScope;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RequestTarget;
import io.stripejdbc.scan.request.RowLayout;
import io.stripejdbc.scan.rows.SeenIds;
import io.stripejdbc.scan.task.AccountsRequest;
import io.stripejdbc.scan.task.CacheReader;
import io.stripejdbc.scan.task.CacheWriter;
import io.stripejdbc.scan.task.CachedListTask;
import io.stripejdbc.scan.task.CallOpener;
import io.stripejdbc.scan.task.ListPager;
import io.stripejdbc.scan.task.PageConsumer;
import io.stripejdbc.scan.task.PageTask;
import io.stripejdbc.scan.task.RowLimit;
import io.stripejdbc.scan.task.TaskCall;
import io.stripejdbc.scan.task.TaskRequest;
import io.stripejdbc.scan.window.ListStatistics;
import io.stripejdbc.scan.window.WindowSplitPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The connected accounts, as {@code GET /v1/accounts} lists them. Listed at most once per
 * statement.
 */
final class ConnectedAccounts {
  private final ListStatistics statistics;
  private @Nullable List<RequestTarget> known;
  private @Nullable Listing lists;

  /**
   * @param statistics told when each account was made
   */
  ConnectedAccounts(ListStatistics statistics) {
    this.statistics = statistics;
  }

  /** Hands every connected account to the run, now or as the pages come. */
  void list(ScanRun run, @Nullable CacheSession session, Consumer<RequestTarget> each) {
    List<RequestTarget> all = known();
    if (all != null) {
      all.forEach(each);
      return;
    }
    run.addLast(new Listing(run.nextNumber(), session, each, () -> {}, null));
  }

  /** Their ids where they have been listed, by this statement or in the cache; null if not. */
  @Nullable Set<String> ids(@Nullable CacheSession session) {
    List<RequestTarget> all = known();
    if (all != null) {
      return all.stream().map(RequestTarget::account).collect(Collectors.toSet());
    }
    List<String> cached =
        session == null ? null : session.cache().ids(AccountsRequest.REQUEST, session.untold());
    return cached == null ? null : Set.copyOf(cached);
  }

  /**
   * Lists them because one was refused: an account that is none of them cannot have rows.
   *
   * @param told of whether it is one of them; true also when they cannot be listed
   */
  void find(ScanRun run, @Nullable CacheSession session, String account, Consumer<Boolean> told) {
    Set<String> found = new HashSet<>();
    run.addLast(
        new Listing(
            run.nextNumber(),
            session,
            target -> found.add(target.account()),
            () -> told.accept(found.contains(account)),
            () -> told.accept(true)));
  }

  private synchronized @Nullable List<RequestTarget> known() {
    return known;
  }

  private synchronized void know(List<RequestTarget> all) {
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

  private final class Listing extends PageTask<Page> implements PageConsumer<Page> {
    private final PageTask<Page> pages;
    private final @Nullable CacheSession session;
    private final Consumer<RequestTarget> each;
    private final Runnable end;
    private final @Nullable Runnable instead;
    private final List<RequestTarget> all = new ArrayList<>();
    private boolean begun;
    private @Nullable List<RequestTarget> found;

    /**
     * @param end done when all are listed
     * @param instead done when they cannot be listed, null to fail then
     */
    Listing(
        int number,
        @Nullable CacheSession session,
        Consumer<RequestTarget> each,
        Runnable end,
        @Nullable Runnable instead) {
      super(RequestTarget.PLATFORM, number);
      this.each = each;
      this.end = end;
      this.instead = instead;
      this.session = session;
      this.pages = session == null ? asks(null, null, Set.of()) : readsCached(session);
    }

    private PageTask<Page> asks(
        @Nullable PageTask<Page> outward, @Nullable CacheWriter writer, Set<String> given) {
      return new ListPager<>(
          request(),
          number(),
          RowLimit.NONE,
          SeenIds.of(given, null),
          ListStatistics.unknown(),
          WindowSplitPolicy.Before.NOTHING,
          outward,
          writer);
    }

    private TaskRequest<Page> request() {
      return TaskRequest.of(RequestTarget.PLATFORM, AccountsRequest.STEP, this);
    }

    private PageTask<Page> readsCached(CacheSession known) {
      CallOpener<Page> calls =
          new CallOpener<>() {
            @Override
            public PageTask<Page> open(
                TimeRange range,
                InFlightRead inFlight,
                long limit,
                PageTask<Page> outward,
                Set<String> given) {
              CacheWriter writer =
                  new CacheWriter(
                      known.cache(),
                      inFlight,
                      AccountsRequest.LAYOUT,
                      AccountsRequest.STEP.shape(),
                      null);
              return asks(outward, writer, given);
            }

            @Override
            public ListPager<Page> openBehind(
                TimeRange range,
                List<String> lastIds,
                Set<String> given,
                PageTask<Page> outward,
                boolean silent) {
              throw new IllegalStateException("accounts are listed whole");
            }
          };
      return new CachedListTask<>(
          request(),
          number(),
          new CachePartition(known, List.of(AccountsRequest.REQUEST), known.untold()),
          0,
          RowLimit.NONE,
          Set.of(),
          calls,
          answer -> {});
    }

    /** Accounts are no rows yet. */
    @Override
    public String rowsOf() {
      return "";
    }

    /** Waits while another scan of the statement lists them; memory is shared by itself. */
    @Override
    public @Nullable TaskCall<Page> next() {
      found = begun || session != null ? null : known();
      if (found != null) {
        return TaskCall.local(this, () -> new Page(List.of(), false, null, null));
      }
      if (session == null && !begun && !begins(this)) {
        return null;
      }
      begun = true;
      TaskCall<Page> call = pages.next();
      return call == null ? null : call.by(this);
    }

    @Override
    public boolean isAtHand() {
      return pages.isAtHand();
    }

    @Override
    public long bytesToUnpack() {
      return pages.bytesToUnpack();
    }

    @Override
    public boolean cachesAnswer() {
      return pages.cachesAnswer();
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
    public Page readCached(List<CachedRows> objects, RowContext context) {
      return CacheReader.everything(
          Objects.requireNonNull(session).cache(), AccountsRequest.LAYOUT, objects, context);
    }

    @Override
    public boolean answered(Page answer) {
      if (found != null) {
        found.forEach(each);
        end.run();
        return false;
      }
      boolean more = pages.answered(answer);
      if (!more) {
        know(List.copyOf(all));
        statistics.listed(all.stream().map(RequestTarget::account).toList());
        end.run();
      }
      return more;
    }

    @Override
    public Verdict failed(CallFailure failure) {
      Verdict verdict = pages.failed(failure);
      if (verdict == Verdict.FAIL && instead != null) {
        instead.run();
        return Verdict.END;
      }
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
      PageReader pages = new PageReader(shape, AccountsRequest.LAYOUT.decoder(), context);
      return body -> checked(pages.read(body));
    }

    private Page checked(Page page) {
      for (@Nullable Object[] row : page.rows()) {
        String id = AccountsRequest.LAYOUT.id(row);
        if (id != null && !AccountScope.isSendable(id)) {
          String told = "an account '" + id.replaceAll("[^ -~]", "?") + "' came";
          return new Page(page.rows(), page.hasMore(), page.lastId(), page.nextPageUrl(), told);
        }
      }
      return page;
    }

    @Override
    public void take(
        PageTask<?> from, Page page, List<Integer> kept, RequestStep step, RowContext context) {
      for (int position : kept) {
        @Nullable Object[] row = page.rows().get(position);
        String id = AccountsRequest.LAYOUT.id(row);
        if (id != null) {
          RequestTarget target = RequestTarget.connected(id);
          statistics.account(id).learn(AccountsRequest.LAYOUT.created(row, Long.MIN_VALUE));
          all.add(target);
          each.accept(target);
        }
      }
    }

    @Override
    public RowLayout layout() {
      return AccountsRequest.LAYOUT;
    }
  }
}
