package io.stripejdbc.scan.execute;

import io.stripejdbc.cache.Decision.Held;
import io.stripejdbc.cache.ListKey;
import io.stripejdbc.cache.Memory;
import io.stripejdbc.cache.Pieces;
import io.stripejdbc.cache.Question;
import io.stripejdbc.cache.Reading;
import io.stripejdbc.cache.ReadingRoom;
import io.stripejdbc.cache.Recalled;
import io.stripejdbc.cache.Shapes;
import io.stripejdbc.cache.Span;
import io.stripejdbc.cache.Spans;
import io.stripejdbc.cache.Wanted;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.fetch.Batch;
import io.stripejdbc.fetch.MemoryReservation;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.request.Plan;
import io.stripejdbc.scan.request.Step;
import io.stripejdbc.scan.request.Target;
import io.stripejdbc.scan.task.Harvest;
import io.stripejdbc.scan.task.ListStrand;
import io.stripejdbc.scan.task.ObjectStrand;
import io.stripejdbc.scan.task.Recording;
import io.stripejdbc.scan.task.RememberedStrand;
import io.stripejdbc.scan.task.SeenIds;
import io.stripejdbc.scan.task.Sources;
import io.stripejdbc.scan.task.Strand;
import io.stripejdbc.scan.window.Beginnings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the strands of steps: with memory those that recall, without those that ask. */
final class StrandMaker {
  private final Plan plan;
  private final Harvest<?> rows;
  private final Beginnings beginnings;
  private final WindowSplitter splitter;
  private final @Nullable Memory memory;
  private final MemoryReservation ids;
  private final long limit;
  private final boolean newestWanted;

  /**
   * @param rows what gives out the rows of the plan itself
   * @param ids the account of the ids of lists
   * @param memory what is remembered, null for nothing
   */
  StrandMaker(
      Plan plan,
      Harvest<?> rows,
      Beginnings beginnings,
      WindowSplitter splitter,
      MemoryReservation ids,
      @Nullable Memory memory) {
    this.ids = ids;
    this.beginnings = beginnings;
    this.plan = plan;
    this.rows = rows;
    this.splitter = splitter;
    this.memory = memory;
    // Rows that are dropped after they came do not count.
    boolean droppedLater = plan.spec().ids().isPresent();
    this.limit = droppedLater ? -1 : most(plan.spec());
    this.newestWanted = plan.spec().newestFirst() || plan.spec().limit() < 0;
  }

  /** Whether any rows will do, of whatever list. */
  static boolean anyRows(ScanSpec spec) {
    return !spec.newestFirst() && spec.limit() >= 0;
  }

  static Span span(Bounds bounds) {
    return new Span(bounds.least(), bounds.greatest());
  }

  private static Bounds bounds(Span span) {
    return new Bounds(span.from(), span.to());
  }

  /** Rows that each list gives at most, -1 for no bound. */
  static long most(ScanSpec spec) {
    return spec.limit() < 0 ? spec.reach().ofEach() : spec.limit();
  }

  /**
   * What is known of children.
   *
   * @param under context of the children but for what their own step sends
   * @param known ids of those that came with their parent
   */
  record Below(RowContext under, Set<String> known) {}

  @Nullable Memory memory() {
    return memory;
  }

  private record Answer(String path, ScanSpec.Bounds window, Step.@Nullable Parent parent) {}

  /** Steps that make up one answer together; without memory each stands for itself. */
  List<List<Step>> groups(List<Step> steps) {
    return groups(steps, memory != null);
  }

  static List<List<Step>> groups(List<Step> steps, boolean together) {
    Map<Object, List<Step>> groups = new LinkedHashMap<>();
    for (Step step : steps) {
      boolean alone = !together || step.shape() == Shape.OBJECT || step.shape() == Shape.SEARCH;
      Object key = alone ? step : new Answer(step.template().path(), step.window(), step.parent());
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(step);
    }
    return List.copyOf(groups.values());
  }

  /**
   * Makes the strands of a group.
   *
   * @param spec the question the steps are of
   * @param below where they go on, null for the beginning of top-level lists
   * @param then told of the answer when it is one object
   */
  <P extends Batch> List<Strand<P>> make(
      ScanRun run,
      ScanSpec spec,
      List<Step> group,
      Harvest<P> harvest,
      Target target,
      @Nullable Below below,
      Consumer<P> then) {
    List<Seat<P>> seats = new ArrayList<>();
    for (Step step : group) {
      RowContext context =
          below == null ? step.context(target) : below.under().sending(step.sent());
      Set<String> given = below == null ? Set.of() : below.known();
      long most = harvest == (Harvest<?>) rows ? limit : -1;
      seats.add(new Seat<>(run, step, harvest, target, context, given, most, then));
    }
    Memory known = memory;
    return known == null ? seats.stream().map(this::asks).toList() : recalling(known, spec, seats);
  }

  private <P extends Batch> Strand<P> asks(Seat<P> seat) {
    Strand<P> strand = seat.strand(this, seat.step(), null, null, seat.limit());
    split(seat, seat.step(), strand, seat.limit());
    return strand;
  }

  private <P extends Batch> List<Strand<P>> recalling(
      Memory known, ScanSpec spec, List<Seat<P>> seats) {
    Seat<P> first = seats.get(0);
    List<ColumnSpec> columns = first.harvest().layout().columns();
    Sources sources =
        new Sources(
            spec, known.room().store(), first.harvest() instanceof ParentHarvest ? null : columns);
    boolean same = first.harvest() instanceof RetrieveHarvest;
    List<Wanted> wanted = new ArrayList<>();
    for (Seat<P> seat : seats) {
      wanted.add(sources.of(seat.step(), seat.target(), same));
    }
    Span window = first.step().isWindowed() ? span(first.step().window()) : Span.ALL;
    Question question = known.question(window, first.limit());
    Recalled elsewhere =
        inLists(known.room(), first.step(), question, wanted.get(0).key(), columns);
    if (elsewhere != null) {
      Pieces none = new Pieces(known, wanted, question.over(Span.NONE, -1));
      RememberedStrand<P> strand = first.recalls(none, 0, this);
      strand.recall(elsewhere);
      return List.of(strand);
    }
    List<Strand<P>> strands = new ArrayList<>();
    for (Span part : parts(known, question, wanted)) {
      Pieces pieces = new Pieces(known, wanted, question.over(part, first.limit()));
      for (int i = 0; i < seats.size(); i++) {
        strands.add(seats.get(i).recalls(pieces, i, this));
      }
    }
    return strands;
  }

  /** What is not remembered and what is go side by side, where their order does not matter. */
  private List<Span> parts(Memory known, Question question, List<Wanted> wanted) {
    Span window = question.window();
    if (question.limit() >= 0 || plan.spec().newestFirst() || !wanted.get(0).timed()) {
      return List.of(window);
    }
    Spans covered = known.room().covered(question, wanted);
    List<Span> parts = new ArrayList<>(covered.gaps(window));
    Spans.of(parts).gaps(window).forEach(parts::add);
    return parts;
  }

  /** One step for one account: all that its strand is made of. */
  private record Seat<P extends Batch>(
      ScanRun run,
      Step step,
      Harvest<P> harvest,
      Target target,
      RowContext context,
      Set<String> known,
      long limit,
      Consumer<P> then) {

    private boolean isObject() {
      return step.shape() == Shape.OBJECT;
    }

    RememberedStrand<P> recalls(Pieces pieces, int list, StrandMaker maker) {
      RememberedStrand.Reader<P> reader =
          (span, reading, most, outward) -> {
            Step part = step.isWindowed() ? step.over(bounds(span)) : step;
            return maker.reads(this, part, reading, pieces, outward, most);
          };
      return new RememberedStrand<>(
          target,
          run.nextNumber(),
          step,
          harvest,
          context,
          pieces,
          list,
          limit,
          known,
          reader,
          isObject() ? then : answer -> {});
    }

    Strand<P> strand(
        StrandMaker maker,
        Step part,
        @Nullable Recording recording,
        @Nullable Strand<P> outward,
        long most) {
      int number = outward == null ? run.nextNumber() : outward.number();
      if (isObject()) {
        return new ObjectStrand<>(target, number, part, harvest, context, then, outward, recording);
      }
      Beginnings.Reading reading =
          maker.beginnings.read(target.account(), part.template(), part.window());
      return new ListStrand<>(
          target,
          number,
          part,
          harvest,
          context,
          most,
          maker.newestWanted,
          SeenIds.of(known, maker.ids),
          reading,
          reading.before(),
          outward,
          recording);
    }
  }

  /** The object that a step asks for, in a list that is remembered; null if it is in none. */
  static @Nullable Recalled inLists(
      ReadingRoom room, Step step, Question question, ListKey own, List<ColumnSpec> columns) {
    String id = step.id();
    if (id == null) {
      return null;
    }
    String path = step.template().path();
    ReadingRoom.Place place =
        room.find(
            question,
            own,
            path.substring(0, path.lastIndexOf('/')),
            list -> Shapes.areAsGood(own.parameters(), list.parameters(), columns),
            id);
    if (place == null) {
      return null;
    }
    Held held = place.held();
    return new Recalled(held.segment(), place.chunk(), new int[] {place.row()}, true);
  }

  private <P extends Batch> Strand<P> reads(
      Seat<P> seat, Step part, Reading reading, Pieces pieces, Strand<P> outward, long most) {
    Memory known = Objects.requireNonNull(memory);
    Recording recording =
        new Recording(known.room(), reading, seat.harvest().layout(), part.shape(), pieces);
    Strand<P> strand = seat.strand(this, part, recording, outward, most);
    split(seat, part, strand, most);
    return strand;
  }

  private void split(Seat<?> seat, Step part, Strand<?> strand, long most) {
    if (strand instanceof ListStrand<?> list) {
      boolean own = most < 0 && seat.harvest() == rows;
      list.expect(own ? plan.spec().reach().first() : -1);
    }
    if (part.isWindowed() && most < 0 && !plan.spec().newestFirst()) {
      splitter.add((ListStrand<?>) strand);
    }
  }
}
