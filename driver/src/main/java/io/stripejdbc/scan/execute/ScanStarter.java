package io.stripejdbc.scan.execute;

import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.Page;
import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.ParentPage;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.request.AccountScope;
import io.stripejdbc.scan.request.RequestPlan;
import io.stripejdbc.scan.request.RequestPlan.Walk;
import io.stripejdbc.scan.request.RequestPlanner;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RequestTarget;
import io.stripejdbc.scan.request.SearchPolicy;
import io.stripejdbc.scan.task.PageConsumer;
import io.stripejdbc.scan.task.PageTask;
import io.stripejdbc.scan.task.SearchPager;
import io.stripejdbc.scan.task.TaskRequest;
import io.stripejdbc.scan.window.ListStatistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens the tasks of a plan: for each account of its scope, each step and each parent. */
final class ScanStarter implements ScanRun.Start {
  private static final String TEST_CLOCKS = "/v1/test_helpers/test_clocks";

  private final RequestPlan plan;
  private final RowConsumer rows;
  private final ConnectedAccounts connectedAccounts;
  private final ListStatistics statistics;
  private final TaskFactory taskFactory;
  private final CallControl control;
  private final Set<RequestTarget> listed = new HashSet<>();
  private Runnable whenOwnIsKnown = () -> {};

  ScanStarter(
      RequestPlan plan,
      RowConsumer rows,
      ConnectedAccounts connectedAccounts,
      ListStatistics statistics,
      TaskFactory taskFactory,
      CallControl control) {
    this.plan = plan;
    this.rows = rows;
    this.connectedAccounts = connectedAccounts;
    this.statistics = statistics;
    this.taskFactory = taskFactory;
    this.control = control;
  }

  @Override
  public void open(ScanRun run) {
    plan.scope().outside().forEach(this::warn);
    if (plan.isEmpty()) {
      return;
    }
    if (plan.asPlatform() && !plan.steps().isEmpty() && !plan.walks().isEmpty()) {
      openNamed(run);
      return;
    }
    if (plan.asPlatform()) {
      open(run, plan, rows, RequestTarget.PLATFORM);
      return;
    }
    if (plan.scope().platform()) {
      open(run, plan, rows, RequestTarget.PLATFORM);
    }
    for (String account : plan.scope().named()) {
      if (!isUnknown(account)) {
        open(run, plan, rows, RequestTarget.connected(account));
      }
    }
    if (plan.scope().listed()) {
      connectedAccounts.list(run, taskFactory.memory(), target -> openListed(run, target));
    }
  }

  /**
   * Lists of accounts that are named, of which one may be the platform's own: that one is read by
   * way of its own object, under the platform's name.
   */
  private void openNamed(ScanRun run) {
    Set<String> named = new HashSet<>();
    plan.steps().forEach(step -> named.add(String.valueOf(step.account())));
    String own = statistics.own();
    if (own != null) {
      openOthers(run, rows);
    } else if (takesAll()) {
      OwnAccountFirstConsumer<Page> beside = new OwnAccountFirstConsumer<>(rows, statistics::isOwn);
      whenOwnIsKnown = beside::ownIsKnown;
      openOthers(run, beside);
    } else {
      whenOwnIsKnown = () -> openOthers(run, rows);
    }
    if (own == null || named.contains(own)) {
      through(run, plan.spec(), plan.walks(), rows, RequestTarget.PLATFORM);
    }
  }

  private void openOthers(ScanRun run, PageConsumer<Page> consumer) {
    List<RequestStep> others = new ArrayList<>(plan.steps());
    others.removeIf(step -> statistics.isOwn(String.valueOf(step.account())));
    for (List<RequestStep> group : taskFactory.groups(others)) {
      open(run, plan, group, consumer, RequestTarget.PLATFORM);
    }
  }

  private void openListed(ScanRun run, RequestTarget target) {
    boolean again = plan.scope().platform() && statistics.isOwn(target.account());
    if (plan.scope().asks(target.account()) && !again) {
      open(run, plan, rows, target);
    }
  }

  /** Whether an account that the question names is none of those that have been listed. */
  private boolean isUnknown(String account) {
    Set<String> listed =
        plan.scope().isToBeFound(account) ? connectedAccounts.ids(taskFactory.memory()) : null;
    boolean unknown = listed != null && !listed.contains(account);
    if (unknown) {
      warn(account);
    }
    return unknown;
  }

  private void warn(String account) {
    control.accountUnknown(account, AccountScope.unknown(account, plan.scope().allowed()));
  }

  /** An account that refuses and is none of the connected ones has no rows. */
  private boolean looksForAccount(ScanRun run, PageTask<?> task, CallFailure refused) {
    String account = refused.refusingAccount();
    if (account == null || !plan.scope().isToBeFound(account)) {
      return false;
    }
    connectedAccounts.find(
        run,
        taskFactory.memory(),
        account,
        connected -> {
          if (connected) {
            run.refused(task, refused);
          } else {
            warn(account);
          }
        });
    return true;
  }

  private <P extends PagedResult> void open(
      ScanRun run, RequestPlan part, PageConsumer<P> consumer, RequestTarget target) {
    openSteps(run, part, consumer, target);
    through(run, part.spec(), part.walks(), consumer, target);
  }

  private <P extends PagedResult> void openSteps(
      ScanRun run, RequestPlan part, PageConsumer<P> consumer, RequestTarget target) {
    for (List<RequestStep> group : taskFactory.groups(part.steps())) {
      if (part.retrieveEach() && group.get(0).shape() != Shape.OBJECT) {
        RetrieveConsumer each =
            new RetrieveConsumer(
                part,
                taskFactory.memory(),
                (step, of) ->
                    taskFactory
                        .make(run, part.spec(), List.of(step), consumer, of, null, answer -> {})
                        .forEach(run::add));
        open(run, part, group, each, target);
      } else {
        open(run, part, group, consumer, target);
      }
    }
  }

  /**
   * Goes through parents; whose own parents are the same is gone through with them at once.
   *
   * @param spec the question for their children
   * @param consumer takes the children: rows, or parents themselves
   */
  private <P extends PagedResult> void through(
      ScanRun run,
      ScanSpec spec,
      List<Walk> walks,
      PageConsumer<P> consumer,
      RequestTarget target) {
    Map<ScanSpec, RequestPlan> plans = new LinkedHashMap<>();
    Map<ScanSpec, PageConsumer<ParentPage>> above = new HashMap<>();
    for (Walk walk : walks) {
      ParentConsumer parents = parents(run, spec, walk, consumer);
      openSteps(run, walk.parents(), parents, target);
      for (Walk next : walk.parents().walks()) {
        ScanSpec asked = next.parents().spec();
        plans.putIfAbsent(asked, next.parents());
        ParentConsumer one = parents(run, walk.parents().spec(), next, parents);
        above.merge(asked, one, ParentConsumer::both);
      }
    }
    plans.forEach(
        (asked, plan) -> open(run, plan, Objects.requireNonNull(above.get(asked)), target));
  }

  private <P extends PagedResult> ParentConsumer parents(
      ScanRun run, ScanSpec spec, Walk walk, PageConsumer<P> children) {
    return new ParentConsumer(
        walk,
        children.layout(),
        rows,
        (steps, of, under, known) -> {
          TaskFactory.Below below = new TaskFactory.Below(under, known);
          for (List<RequestStep> group : taskFactory.groups(steps)) {
            taskFactory.make(run, spec, group, children, of, below, answer -> {}).forEach(run::add);
          }
        });
  }

  /**
   * Whether Stripe says that a key has no test clocks at all: in live mode it refuses their list.
   * They are looked for where rows below them are wanted; a table of them is refused.
   */
  private boolean isWithoutClocks(RequestPlan part, RequestStep step, CallFailure refused) {
    int status = refused.facts().status();
    boolean wantsClocks =
        part.spec().table().equals(plan.spec().table())
            || plan.walks().stream().anyMatch(walk -> walk.parents().equals(part));
    return !wantsClocks
        && step.template().path().equals(TEST_CLOCKS)
        && (status == 400 || status == 404);
  }

  private <P extends PagedResult> void open(
      ScanRun run,
      RequestPlan part,
      List<RequestStep> group,
      PageConsumer<P> consumer,
      RequestTarget asked) {
    RequestStep step = group.get(0);
    String account = step.account();
    if (account != null && isUnknown(account)) {
      return;
    }
    boolean own = part.asPlatform() || account != null;
    RequestTarget target = own ? RequestTarget.asPlatform(account == null ? "" : account) : asked;
    OwnAccountFirstConsumer<P> beside =
        step.then().isEmpty() || !takesAll()
            ? null
            : new OwnAccountFirstConsumer<>(consumer, any -> false);
    Consumer<P> then =
        answer -> {
          learn(step, consumer, target, answer);
          if (beside == null) {
            follow(run, part, step, consumer, consumer.accountOf(answer));
          } else {
            beside.ownIsKnown();
          }
        };
    if (step.shape() == Shape.SEARCH) {
      PageTask<P> search = search(run, part.spec(), step, consumer, target);
      search.replaceable(refused -> looksForAccount(run, search, refused));
      run.addLast(search);
      return;
    }
    Optional<FilterSpec> cap = CappedListConsumer.cap(plan.spec(), step);
    Runnable wholeList = () -> uncapped(run, consumer, target);
    PageConsumer<P> counting =
        cap.<PageConsumer<P>>map(c -> new CappedListConsumer<>(consumer, c, wholeList))
            .orElse(consumer);
    for (PageTask<?> task :
        taskFactory.make(run, part.spec(), group, counting, target, null, then)) {
      task.replaceable(
          refused ->
              looksThrough(run, step, target, refused)
                  || isWithoutClocks(part, step, refused)
                  || looksForAccount(run, task, refused)
                  || CappedListConsumer.fallsBack(cap, refused, wholeList));
      run.addLast(task);
    }
    if (beside != null) {
      follow(run, part, step, beside, null);
    }
  }

  /** Whether rows are taken to the end, in whichever order: calls can be made side by side. */
  private boolean takesAll() {
    ScanSpec asked = plan.spec();
    return asked.limit() < 0 && asked.fetchHint().isReadToTheEnd() && !asked.newestFirst();
  }

  private <P extends PagedResult> void uncapped(
      ScanRun run, PageConsumer<P> consumer, RequestTarget target) {
    if (listed.add(target)) {
      ScanSpec whole = plan.spec().withoutCapped();
      for (List<RequestStep> group : taskFactory.groups(SearchPolicy.list(whole))) {
        taskFactory
            .make(run, whole, group, consumer, target, null, answer -> {})
            .forEach(run::addLast);
      }
    }
  }

  /** A parent whose children are refused may be of those that have none: its own row tells. */
  private boolean looksThrough(
      ScanRun run, RequestStep step, RequestTarget target, CallFailure refused) {
    RequestStep.Parent parent = step.parent();
    Walk through = parent == null ? null : parent.through();
    boolean named =
        parent != null
            && refused.facts().status() == 400
            && String.valueOf(parent.spec().parameter()).equals(refused.facts().error().param());
    if (through == null || !named) {
      return false;
    }
    through(run, plan.spec(), List.of(through), rows, target);
    return true;
  }

  /** An account that was read tells since when its lists can hold anything. */
  private <P extends PagedResult> void learn(
      RequestStep step, PageConsumer<P> consumer, RequestTarget target, P answer) {
    if (step.template().path().equals(RequestPlanner.OWN_ACCOUNT) && !answer.rows().isEmpty()) {
      long made = consumer.layout().created(answer.rows().get(0), Long.MIN_VALUE);
      statistics.account(target.account()).learn(made);
      String own = consumer.layout().id(answer.rows().get(0));
      if (own != null && AccountScope.PLATFORM.equals(target.account())) {
        statistics.ownIs(own);
        Runnable then = whenOwnIsKnown;
        whenOwnIsKnown = () -> {};
        then.run();
      }
    }
  }

  /** A search, or the list itself, once, where it is refused. What it finds is not cached. */
  private <P extends PagedResult> PageTask<P> search(
      ScanRun run,
      ScanSpec spec,
      RequestStep step,
      PageConsumer<P> consumer,
      RequestTarget target) {
    Runnable refused =
        () -> {
          if (listed.add(target)) {
            for (List<RequestStep> group : taskFactory.groups(SearchPolicy.list(plan.spec()))) {
              taskFactory
                  .make(run, spec, group, consumer, target, null, answer -> {})
                  .forEach(run::addLast);
            }
          }
        };
    return new SearchPager<>(TaskRequest.of(target, step, consumer), run.nextNumber(), refused);
  }

  /**
   * The accounts asked for besides the platform's own.
   *
   * @param own the id of that one, null where it is not known yet
   */
  private <P extends PagedResult> void follow(
      ScanRun run,
      RequestPlan part,
      RequestStep step,
      PageConsumer<P> consumer,
      @Nullable String own) {
    for (RequestStep next : step.then()) {
      if (own == null || !own.equals(next.account())) {
        open(run, part, List.of(next), consumer, RequestTarget.PLATFORM);
      }
    }
  }
}
