package io.stripejdbc.scan.refresh;

import io.stripejdbc.cache.CacheSession;
import io.stripejdbc.cache.ListRequest;
import io.stripejdbc.cache.refresh.RowCounts;
import io.stripejdbc.cache.segment.CacheQuery;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.ChangeSpec;
import io.stripejdbc.catalog.ChangeSpec.Told;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.scan.request.RequestPlan;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RequestTarget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Decides for the lists of a scan whether they are worth to be brought up to date. */
public final class RefreshFactory {
  /** Age up to which events are relied on: Stripe has those of 30 days. */
  static final long MOST_TOLD_MILLIS = TimeUnit.DAYS.toMillis(29);

  private final Catalog catalog;
  private final CacheSession session;
  private final CallControl control;
  private final StatementEvents events;
  private final RequestPlan plan;

  /**
   * Creates one.
   *
   * @param events shared by all scans of the statement
   */
  public RefreshFactory(
      Catalog catalog,
      CacheSession session,
      CallControl control,
      StatementEvents events,
      RequestPlan plan) {
    this.catalog = catalog;
    this.session = session;
    this.control = control;
    this.events = events;
    this.plan = plan;
  }

  /** Whether Stripe tells how the rows of a plan change: those of its parents in the same way. */
  public static boolean tells(Catalog catalog, RequestPlan plan) {
    ChangeSpec own = catalog.changes(plan.spec().table().name());
    return own.told() != Told.READ
        && plan.walks().stream()
            // Those of test clocks, which nothing tells of, are read again for themselves.
            .filter(walk -> walk.parents().walks().isEmpty())
            .map(walk -> catalog.changes(walk.parents().spec().table().name()))
            .allMatch(own::equals);
  }

  /**
   * How the cached rows of the lists of one answer are brought up to date.
   *
   * @param step the first of its steps
   * @return null where there are none, or where reading them again costs no more
   */
  public @Nullable ListRefresh of(
      CacheQuery query, List<ListRequest> wanted, RequestStep step, RequestTarget target) {
    TableSpec table = step.template().table();
    ChangeSpec changes = catalog.changes(table.name());
    if (changes.told() == Told.READ || !isOwnList(table, step)) {
      return null;
    }
    boolean byEvents = changes.told() == Told.EVENTS;
    RefreshedLists lists = stale(query, wanted, step, target);
    if (lists.isEmpty() || !lists.areTold()) {
      if (byEvents && lists.isEmpty()) {
        warnOfAge(query, wanted, target);
      }
      return null;
    }
    EventsQuestion question = byEvents ? question(query, changes, table, lists, step) : null;
    return byEvents && question == null
        ? null
        : new ListRefresh(control, session.cache(), lists, events, question);
  }

  /**
   * How the cached rows of the lists of one answer would be brought up to date; warns nobody.
   *
   * @return how their changes are told, {@link Told#READ} where they are read again
   */
  public Told expected(
      CacheQuery query, List<ListRequest> wanted, RequestStep step, RequestTarget target) {
    TableSpec table = step.template().table();
    ChangeSpec changes = catalog.changes(table.name());
    if (changes.told() == Told.READ || !isOwnList(table, step)) {
      return Told.READ;
    }
    RefreshedLists lists = stale(query, wanted, step, target);
    boolean told = !lists.isEmpty() && lists.areTold();
    boolean worth =
        told
            && (changes.told() != Told.EVENTS
                || question(query, changes, table, lists, step) != null);
    return worth ? changes.told() : Told.READ;
  }

  private RefreshedLists stale(
      CacheQuery query, List<ListRequest> wanted, RequestStep step, RequestTarget target) {
    TableSpec table = step.template().table();
    ChangeSpec changes = catalog.changes(table.name());
    long most = changes.told() == Told.EVENTS ? MOST_TOLD_MILLIS : Long.MAX_VALUE;
    List<List<Segment>> stale = session.cache().stale(query, wanted, most);
    return new RefreshedLists(table, changes, target, query, step.id(), stale);
  }

  /** A list that has no parent, or an object by its own id. */
  private static boolean isOwnList(TableSpec table, RequestStep step) {
    boolean list = step.shape() == Shape.CURSOR_LIST && step.template().path().equals(table.path());
    boolean object = step.id() != null && step.template().endpoint().equals(table.retrievePath());
    return step.parent() == null && step.account() == null && (list || object);
  }

  private void warnOfAge(CacheQuery query, List<ListRequest> wanted, RequestTarget target) {
    boolean any =
        session.cache().stale(query, wanted, Long.MAX_VALUE).stream().anyMatch(s -> !s.isEmpty());
    if (any) {
      events.giveUp(
          control,
          target.account(),
          "they are older than 29 days, and Stripe keeps events for 30 days");
    }
  }

  private @Nullable EventsQuestion question(
      CacheQuery query,
      ChangeSpec changes,
      TableSpec table,
      RefreshedLists lists,
      RequestStep step) {
    String account = lists.target().account();
    AccountEvents its = events.of(account);
    if (events.isRefused() || its.hasFailed()) {
      return null;
    }
    Map<String, TableSpec> told = toldTables(table);
    StaleTables others = its.stale();
    if (others == null) {
      others = StaleTables.of(session.cache().store(), query, account, told.values());
      its.stale(others);
    }
    long since = Math.min(others.oldestSecond(), lists.oldestSecond()) - Segment.LATE_EVENT_SECONDS;
    Set<String> wanted = Set.copyOf(changes.events().keySet());
    long own = own(query, lists, step);
    long savable = own + others.pagesBesides(table.name());
    boolean known = its.since(lists.oldestSecond() - Segment.LATE_EVENT_SECONDS, wanted) != null;
    return known || savable > 1
        ? new EventsQuestion(since, types(told), wanted, fields(), savable)
        : null;
  }

  /** Calls that reading again what this scan wants would take. */
  private long own(CacheQuery query, RefreshedLists lists, RequestStep step) {
    if (step.shape() == Shape.OBJECT) {
      return plan.steps().size();
    }
    return query.limit() < 0
        ? lists.pages()
        : Math.min(lists.pages(), RowCounts.pages(query.limit()));
  }

  /** The tables of the statement whose changes are told by events, this one among them. */
  private Map<String, TableSpec> toldTables(TableSpec table) {
    Map<String, TableSpec> told = new LinkedHashMap<>();
    told.put(table.name(), table);
    for (String name : control.tables()) {
      if (catalog.changes(name).told() == Told.EVENTS) {
        catalog.table(name).ifPresent(one -> told.put(one.name(), one));
      }
    }
    return told;
  }

  /** The types to ask for, empty for all. */
  private Set<String> types(Map<String, TableSpec> told) {
    Set<String> types = new HashSet<>();
    told.keySet().forEach(name -> types.addAll(catalog.changes(name).events().keySet()));
    return types.size() <= EventList.MOST_TYPES ? Set.copyOf(types) : Set.of();
  }

  /** The fields by which events name rows, and the time that they were made. */
  private Set<String> fields() {
    List<String> fields = new ArrayList<>(List.of("created"));
    catalog
        .tables()
        .forEach(table -> fields.addAll(catalog.changes(table.name()).events().values()));
    return Set.copyOf(new HashSet<>(fields));
  }
}
