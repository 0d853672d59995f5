package io.stripejdbc.scan;

import io.stripejdbc.fetch.Batch;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.Plan.Walk;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens the strands of a plan: for each account of its scope, each step and each parent. */
final class Opening implements ScanRun.Start {
  private final Plan plan;
  private final RowHarvest rows;
  private final Directory directory;
  private final long limit;
  private final Beginnings beginnings;
  private final WindowSplitter splitter;
  private final Set<Target> listed = new HashSet<>();

  Opening(
      Plan plan,
      Output output,
      Directory directory,
      Beginnings beginnings,
      WindowSplitter splitter) {
    this.splitter = splitter;
    this.beginnings = beginnings;
    this.plan = plan;
    this.rows = new RowHarvest(plan, output);
    this.directory = directory;
    // Rows that are dropped after they came do not count.
    boolean droppedLater = plan.spec().ids().isPresent();
    long each = plan.spec().reach().ofEach();
    this.limit = droppedLater ? -1 : plan.spec().limit() < 0 ? each : plan.spec().limit();
  }

  @Override
  public void open(ScanRun run) {
    if (plan.isEmpty()) {
      return;
    }
    if (plan.asPlatform()) {
      open(run, plan, rows, Target.PLATFORM);
      return;
    }
    if (plan.scope().platform()) {
      open(run, plan, rows, Target.PLATFORM);
    }
    for (String account : plan.scope().named()) {
      open(run, plan, rows, Target.connected(account));
    }
    if (plan.scope().listed()) {
      directory.list(run, target -> open(run, plan, rows, target));
    }
  }

  private <P extends Batch> void open(ScanRun run, Plan part, Harvest<P> harvest, Target target) {
    for (Step step : part.steps()) {
      if (part.retrieveEach() && step.shape() != Shape.OBJECT) {
        open(run, part, step, new RetrieveHarvest<>(part, run, harvest), target);
      } else {
        open(run, part, step, harvest, target);
      }
    }
    for (Walk walk : part.walks()) {
      ParentHarvest parents =
          new ParentHarvest(
              walk,
              rows,
              (step, of, context, after) -> run.add(list(run, step, rows, of, context, after)));
      open(run, walk.parents(), parents, target);
    }
  }

  private <P extends Batch> void open(
      ScanRun run, Plan part, Step step, Harvest<P> harvest, Target asked) {
    String account = step.account();
    boolean own = part.asPlatform() || account != null;
    Target target = own ? Target.asPlatform(account == null ? "" : account) : asked;
    RowContext context = step.context(target);
    if (step.shape() == Shape.OBJECT) {
      Consumer<P> then =
          answer -> {
            learn(step, harvest, target, answer);
            follow(run, part, step, harvest, harvest.accountOf(answer));
          };
      run.addLast(new ObjectStrand<>(target, run.nextNumber(), step, harvest, context, then));
    } else {
      run.addLast(list(run, step, harvest, target, context, null));
    }
  }

  /** An account that was read tells since when its lists can hold anything. */
  private <P extends Batch> void learn(Step step, Harvest<P> harvest, Target target, P answer) {
    if (step.template().path().equals(Planner.OWN_ACCOUNT) && !answer.rows().isEmpty()) {
      long made = harvest.layout().created(answer.rows().get(0), Long.MIN_VALUE);
      beginnings.account(target.account()).learn(made);
    }
  }

  /** A search, or the list itself, once, where it is refused. */
  private <P extends Batch> Strand<P> search(
      ScanRun run, Step step, Harvest<P> harvest, Target target, RowContext context) {
    Runnable refused =
        () -> {
          if (listed.add(target)) {
            Searching.list(plan.spec())
                .forEach(each -> run.addLast(list(run, each, harvest, target, context, null)));
          }
        };
    return new SearchStrand<>(target, run.nextNumber(), step, harvest, context, refused);
  }

  /** The accounts asked for besides the platform's own, which has been found by now. */
  private <P extends Batch> void follow(
      ScanRun run, Plan part, Step step, Harvest<P> harvest, @Nullable String own) {
    for (Step next : step.then()) {
      if (own == null || !own.equals(next.account())) {
        open(run, part, next, harvest, Target.PLATFORM);
      }
    }
  }

  private <P extends Batch> Strand<P> list(
      ScanRun run,
      Step step,
      Harvest<P> harvest,
      Target target,
      RowContext context,
      @Nullable String after) {
    if (step.shape() == Shape.OBJECT) {
      return new ObjectStrand<>(target, run.nextNumber(), step, harvest, context, answer -> {});
    }
    if (step.shape() == Shape.SEARCH) {
      return search(run, step, harvest, target, context);
    }
    long most = harvest == (Harvest<?>) rows ? limit : -1;
    ListStrand<P> strand =
        new ListStrand<>(
            target,
            run.nextNumber(),
            step,
            harvest,
            context,
            most,
            after,
            beginnings.read(target.account(), step.template(), step.window().least() <= 0));
    strand.expect(most < 0 && harvest == (Harvest<?>) rows ? plan.spec().reach().first() : -1);
    if (step.isWindowed() && most < 0 && after == null && !plan.spec().newestFirst()) {
      splitter.add(strand);
    }
    return strand;
  }
}
