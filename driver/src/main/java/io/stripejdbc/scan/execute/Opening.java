package io.stripejdbc.scan.execute;

import io.stripejdbc.fetch.Batch;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.request.Plan;
import io.stripejdbc.scan.request.Plan.Walk;
import io.stripejdbc.scan.request.Planner;
import io.stripejdbc.scan.request.Searching;
import io.stripejdbc.scan.request.Step;
import io.stripejdbc.scan.request.Target;
import io.stripejdbc.scan.task.Harvest;
import io.stripejdbc.scan.task.SearchStrand;
import io.stripejdbc.scan.task.Strand;
import io.stripejdbc.scan.window.Beginnings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens the strands of a plan: for each account of its scope, each step and each parent. */
final class Opening implements ScanRun.Start {
  private final Plan plan;
  private final RowHarvest rows;
  private final Directory directory;
  private final Beginnings beginnings;
  private final StrandMaker maker;
  private final Set<Target> listed = new HashSet<>();

  Opening(
      Plan plan, RowHarvest rows, Directory directory, Beginnings beginnings, StrandMaker maker) {
    this.plan = plan;
    this.rows = rows;
    this.directory = directory;
    this.beginnings = beginnings;
    this.maker = maker;
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
      directory.list(run, maker.memory(), target -> open(run, plan, rows, target));
    }
  }

  private <P extends Batch> void open(ScanRun run, Plan part, Harvest<P> harvest, Target target) {
    for (List<Step> group : maker.groups(part.steps())) {
      if (part.retrieveEach() && group.get(0).shape() != Shape.OBJECT) {
        RetrieveHarvest each =
            new RetrieveHarvest(
                part,
                maker.memory(),
                (step, of) ->
                    maker
                        .make(run, part.spec(), List.of(step), harvest, of, null, answer -> {})
                        .forEach(run::add));
        open(run, part, group, each, target);
      } else {
        open(run, part, group, harvest, target);
      }
    }
    for (Walk walk : part.walks()) {
      through(run, walk, target);
    }
  }

  private void through(ScanRun run, Walk walk, Target target) {
    ParentHarvest parents =
        new ParentHarvest(
            walk, rows, (steps, of, context, known) -> children(run, steps, of, context, known));
    open(run, walk.parents(), parents, target);
  }

  private void children(
      ScanRun run, List<Step> steps, Target target, RowContext under, Set<String> known) {
    for (List<Step> group : maker.groups(steps)) {
      maker
          .make(
              run,
              plan.spec(),
              group,
              rows,
              target,
              new StrandMaker.Below(under, known),
              answer -> {})
          .forEach(run::add);
    }
  }

  private <P extends Batch> void open(
      ScanRun run, Plan part, List<Step> group, Harvest<P> harvest, Target asked) {
    Step step = group.get(0);
    String account = step.account();
    boolean own = part.asPlatform() || account != null;
    Target target = own ? Target.asPlatform(account == null ? "" : account) : asked;
    Consumer<P> then =
        answer -> {
          learn(step, harvest, target, answer);
          follow(run, part, step, harvest, harvest.accountOf(answer));
        };
    if (step.shape() == Shape.SEARCH) {
      run.addLast(search(run, part.spec(), step, harvest, target));
      return;
    }
    for (Strand<P> strand : maker.make(run, part.spec(), group, harvest, target, null, then)) {
      strand.replaceable(refused -> looksThrough(run, step, target, refused));
      run.addLast(strand);
    }
  }

  /** A parent whose children are refused may be of those that have none: its own row tells. */
  private boolean looksThrough(ScanRun run, Step step, Target target, CallFailure refused) {
    Step.Parent parent = step.parent();
    Walk through = parent == null ? null : parent.through();
    boolean named =
        parent != null
            && refused.facts().status() == 400
            && String.valueOf(parent.spec().parameter()).equals(refused.facts().error().param());
    if (through == null || !named) {
      return false;
    }
    through(run, through, target);
    return true;
  }

  /** An account that was read tells since when its lists can hold anything. */
  private <P extends Batch> void learn(Step step, Harvest<P> harvest, Target target, P answer) {
    if (step.template().path().equals(Planner.OWN_ACCOUNT) && !answer.rows().isEmpty()) {
      long made = harvest.layout().created(answer.rows().get(0), Long.MIN_VALUE);
      beginnings.account(target.account()).learn(made);
    }
  }

  /** A search, or the list itself, once, where it is refused. What it finds is not remembered. */
  private <P extends Batch> Strand<P> search(
      ScanRun run, ScanSpec spec, Step step, Harvest<P> harvest, Target target) {
    Runnable refused =
        () -> {
          if (listed.add(target)) {
            for (List<Step> group : maker.groups(Searching.list(plan.spec()))) {
              maker
                  .make(run, spec, group, harvest, target, null, answer -> {})
                  .forEach(run::addLast);
            }
          }
        };
    return new SearchStrand<>(
        target, run.nextNumber(), step, harvest, step.context(target), refused);
  }

  /** The accounts asked for besides the platform's own, which has been found by now. */
  private <P extends Batch> void follow(
      ScanRun run, Plan part, Step step, Harvest<P> harvest, @Nullable String own) {
    for (Step next : step.then()) {
      if (own == null || !own.equals(next.account())) {
        open(run, part, List.of(next), harvest, Target.PLATFORM);
      }
    }
  }
}
