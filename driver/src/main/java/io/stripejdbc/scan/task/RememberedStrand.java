package io.stripejdbc.scan.task;

import io.stripejdbc.cache.Decision;
import io.stripejdbc.cache.Decision.Held;
import io.stripejdbc.cache.Decision.Read;
import io.stripejdbc.cache.Decision.Take;
import io.stripejdbc.cache.Pieces;
import io.stripejdbc.cache.Reading;
import io.stripejdbc.cache.Recalled;
import io.stripejdbc.cache.Span;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.Batch;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.request.Step;
import io.stripejdbc.scan.request.Target;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A list or an object of which some may be remembered: takes what is there, reads what is not, and
 * waits for what another scan reads. Newest first, as a list that is read.
 */
public final class RememberedStrand<P extends Batch> extends Strand<P> {
  /** Chunks that are recalled at once; fewer at first, for readers that want few rows. */
  private static final int MOST_CHUNKS = 16;

  /** Rows of more columns take room while they wait for their reader: a chunk at a time. */
  private static final int SLIM_COLUMNS = 12;

  /** Opens a strand that reads a span and remembers it. */
  public interface Reader<P extends Batch> {
    /**
     * Opens it.
     *
     * @param limit rows wanted at most, -1 for no bound
     * @param outward in whose name it gives its rows
     */
    Strand<P> open(Span span, Reading reading, long limit, Strand<P> outward);
  }

  private final Step step;
  private final Harvest<P> harvest;
  private final RowContext context;
  private final Pieces pieces;
  private final int list;
  private final long limit;
  private final Set<String> known;
  private final Reader<P> reader;
  private final Consumer<P> then;
  private final Deque<Recalled> recalled = new ArrayDeque<>();
  private List<Recalled> onTheWay = List.of();
  private @Nullable List<Held> nothing;
  private List<Held> taken = List.of();
  private @Nullable Strand<P> reads;
  private int piece;
  private int chunks = 1;
  private long given;
  private long givenBefore;
  private volatile @Nullable DriverFailure spoilt;

  /**
   * Creates one.
   *
   * @param pieces shared with the strands of the other lists of the same answer
   * @param list which of those lists this is
   * @param limit rows wanted at most, -1 for no bound
   * @param known ids of objects that were given out already
   * @param then told of an answer from memory after it was taken in
   */
  public RememberedStrand(
      Target target,
      int number,
      Step step,
      Harvest<P> harvest,
      RowContext context,
      Pieces pieces,
      int list,
      long limit,
      Set<String> known,
      Reader<P> reader,
      Consumer<P> then) {
    super(target, number);
    this.step = step;
    this.harvest = harvest;
    this.context = context;
    this.pieces = pieces;
    this.list = list;
    this.limit = limit;
    this.known = known;
    this.reader = reader;
    this.then = then;
  }

  /** Begins with objects that were found elsewhere, and has no others. */
  public void recall(Recalled object) {
    recalled.add(object);
  }

  @Override
  public @Nullable Call<P> next() {
    if (reads == null && recalled.isEmpty() && nothing == null) {
      Decision decision = pieces.get(piece, limit < 0 ? -1 : limit - given);
      if (decision == null) {
        return null;
      }
      begin(decision);
    }
    if (reads == null) {
      return recall();
    }
    Call<P> call = reads.next();
    return call == null ? null : call.by(this);
  }

  private void begin(Decision decision) {
    if (decision instanceof Take take) {
      givenBefore = given;
      List<Held> mine = take.pieces().get(list);
      taken = mine;
      recalled.addAll(Recalled.of(mine));
      nothing = recalled.isEmpty() ? mine : null;
    } else if (decision instanceof Read read) {
      long left = limit < 0 ? -1 : limit - given;
      reads = reader.open(read.span(), read.readings().get(list), left, this);
    }
    piece++;
  }

  private Call<P> recall() {
    List<Recalled> some = new ArrayList<>();
    while (!recalled.isEmpty() && some.size() < chunks) {
      some.add(recalled.remove());
    }
    boolean slim = harvest.layout().columns().size() <= SLIM_COLUMNS;
    chunks = slim ? Math.min(MOST_CHUNKS, 2 * chunks) : 1;
    onTheWay = some;
    return Call.local(this, () -> decoded(some));
  }

  /** Objects were only looked at as far as those columns were that their reader wanted. */
  private P decoded(List<Recalled> some) {
    try {
      return harvest.recall(some, context);
    } catch (DriverFailure failure) {
      if (failure.error() != DriverError.BAD_ANSWER) {
        throw failure;
      }
      spoilt = failure;
      return harvest.recall(List.of(), context);
    }
  }

  /** Reads what cannot be taken from memory, unless some of it was given out. */
  private boolean readAnew(DriverFailure failure) {
    spoilt = null;
    onTheWay.forEach(objects -> pieces.memory().room().forget(objects.segment()));
    taken.forEach(held -> pieces.memory().room().forget(held.segment()));
    onTheWay = List.of();
    recalled.clear();
    if (given > givenBefore || !pieces.again(piece - 1)) {
      throw ListStrand.badAnswer(
          step, target(), "was not what it promises", String.valueOf(failure.getMessage()));
    }
    piece--;
    chunks = 1;
    return true;
  }

  @Override
  public boolean answered(P answer) {
    return reads == null ? recalled(answer) : read(reads, answer);
  }

  private boolean recalled(P answer) {
    DriverFailure failure = spoilt;
    if (failure != null) {
      return readAnew(failure);
    }
    List<Integer> kept = wanted(answer);
    if (nothing != null) {
      pieces.memory().tellNothing(nothing);
      nothing = null;
    } else {
      pieces.memory().tell(onTheWay, kept.size());
    }
    onTheWay = List.of();
    given += kept.size();
    harvest.take(this, answer, kept, step, context);
    then.accept(answer);
    return goesOn() || misses();
  }

  /** A list of which its parent shows as much, and has more: it has grown since it was read. */
  private boolean misses() {
    if (given > 0 || known.isEmpty() || !pieces.again(piece - 1)) {
      return false;
    }
    taken.forEach(held -> pieces.memory().room().forget(held.segment()));
    piece--;
    return true;
  }

  private List<Integer> wanted(P answer) {
    List<@Nullable Object[]> rows = answer.rows();
    long most = limit < 0 ? rows.size() : limit - given;
    return IntStream.range(0, rows.size())
        .filter(row -> known.isEmpty() || !known.contains(harvest.layout().id(rows.get(row))))
        .limit(most)
        .boxed()
        .toList();
  }

  private boolean read(Strand<P> strand, P answer) {
    return strand.answered(answer) || readTo(strand);
  }

  private boolean readTo(Strand<P> strand) {
    given += strand instanceof ListStrand<P> ended ? ended.given() : 0;
    strand.close();
    reads = null;
    return goesOn();
  }

  private boolean goesOn() {
    boolean wanted = limit < 0 || given < limit;
    return wanted && (!recalled.isEmpty() || pieces.has(piece));
  }

  @Override
  public Verdict failed(CallFailure failure) {
    if (reads == null) {
      return Verdict.FAIL;
    }
    Verdict verdict = reads.failed(failure);
    return verdict == Verdict.END && readTo(reads) ? Verdict.GO_ON : verdict;
  }

  @Override
  public boolean held() {
    return reads == null ? pieces.held(list, piece) : reads.held();
  }

  @Override
  public void forget() {
    if (reads != null) {
      reads.forget();
    }
  }

  @Override
  public void close() {
    if (reads != null) {
      reads.close();
    }
    pieces.leave(list, piece);
  }
}
