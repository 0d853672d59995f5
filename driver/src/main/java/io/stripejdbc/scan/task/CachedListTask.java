package io.stripejdbc.scan.task;

import io.stripejdbc.cache.CacheLookup;
import io.stripejdbc.cache.CacheLookup.Held;
import io.stripejdbc.cache.CacheLookup.Hit;
import io.stripejdbc.cache.CacheLookup.Miss;
import io.stripejdbc.cache.CachePartition;
import io.stripejdbc.cache.CachedRows;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.task.RowVerification.UnverifiedRows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A list or an object of which some may be cached: takes what is there, reads what is not, and
 * waits for what another scan reads. Newest first, as a list that is read.
 */
public final class CachedListTask<P extends PagedResult> extends PageTask<P> {
  /** Chunks that are taken from the cache at once; fewer at first, for who wants few rows. */
  private static final int MOST_CHUNKS = 16;

  /** Chunks whose objects take more as JSON are not read at once: sixteen of common objects fit. */
  private static final long MOST_BYTES = 8 << 20;

  /** Rows of more columns take memory while they wait for their reader: a chunk at a time. */
  private static final int SLIM_COLUMNS = 12;

  private final RequestStep step;
  private final PageConsumer<P> consumer;
  private final RowContext context;
  private final long limit;
  private final boolean ofReader;
  private final CallOpener<P> calls;
  private final Consumer<P> then;
  private final Deque<CachedRows> cachedRows = new ArrayDeque<>();
  private CachePartition partition;
  private int list;
  private Set<String> known;
  private List<CachedRows> onTheWay = List.of();
  private @Nullable List<Held> nothing;
  private List<Held> taken = List.of();
  private final RowVerification verification = new RowVerification();
  private @Nullable PageTask<P> reads;
  private Set<String> tail = Set.of();
  private Set<String> before = Set.of();
  private @Nullable Boolean begins;
  private int piece;
  private int chunks = 1;
  private long given;
  private long givenBefore;
  private volatile @Nullable DriverFailure corrupt;

  /**
   * Creates one.
   *
   * @param partition shared with the tasks of the other lists of the same answer
   * @param list which of those lists this is
   * @param wanted how many rows are wanted
   * @param known ids of objects that were given out already
   * @param then told of an answer from memory after it was taken in
   */
  public CachedListTask(
      TaskRequest<P> request,
      int number,
      CachePartition partition,
      int list,
      RowLimit wanted,
      Set<String> known,
      CallOpener<P> calls,
      Consumer<P> then) {
    super(request.target(), number);
    this.step = request.step();
    this.consumer = request.consumer();
    this.context = request.context();
    this.partition = partition;
    this.list = list;
    this.limit = wanted.rows();
    this.ofReader = wanted.ofReader();
    this.known = known;
    this.calls = calls;
    this.then = then;
  }

  @Override
  public boolean isAtHand() {
    if (begins == null) {
      begins = partition.beginsCached();
    }
    return begins || !cachedRows.isEmpty() || !onTheWay.isEmpty() || nothing != null;
  }

  @Override
  public boolean followsCachedRows() {
    return reads == null && piece > 0 && !isAtHand();
  }

  @Override
  public boolean cachesAnswer() {
    return reads != null;
  }

  /** Begins with objects that were found elsewhere. */
  public void readCached(CachedRows object) {
    cachedRows.add(object);
  }

  @Override
  public @Nullable TaskCall<P> next() {
    begins = false;
    if (reads == null && cachedRows.isEmpty() && nothing == null && !verifies()) {
      // Objects of the next second that were given already are found again, and do not count.
      CacheLookup lookup = partition.get(piece, limit < 0 ? -1 : limit - given + tail.size());
      if (lookup == null) {
        return null;
      }
      if (lookup instanceof Miss && isReadAsQuickly()) {
        readWhole();
        return next();
      }
      if (!(lookup instanceof Hit hit && verifiesFirst(hit))) {
        begin(lookup);
      }
    }
    if (reads == null) {
      return readCached();
    }
    TaskCall<P> call = reads.next();
    return call == null ? null : call.by(this);
  }

  /**
   * Asks what follows behind rows that were taken from a reading which did not come to its end,
   * when all else has been read: it may have ended by then.
   */
  private boolean verifies() {
    boolean more = isWanted() && partition.has(piece);
    if (more || !(isWanted() ? verification.isDue() : verification.isDueOfNewest())) {
      return false;
    }
    reads = behind(verification.next(), verification.fitting(), false);
    return true;
  }

  /**
   * Asks what follows behind cached rows before they are given out as the newest. Not for who may
   * take the first of them only: that is asked when he has taken all.
   */
  private boolean verifiesFirst(Hit hit) {
    if (!wantsNewest() || ofReader) {
      return false;
    }
    UnverifiedRows rows = verification.first(hit.pieces().get(list), limit - given + tail.size());
    if (rows == null || !partition.again(piece)) {
      return false;
    }
    reads = behind(verification.beforehand(rows), Set.of(), true);
    return true;
  }

  private PageTask<P> behind(UnverifiedRows rows, Set<String> fitting, boolean silent) {
    return calls.openBehind(rows.seconds(), rows.lastIds(fitting), rows.ids(), this, silent);
  }

  /** Whether so many rows are wanted, and the newest. */
  private boolean wantsNewest() {
    return limit >= 0 && !calls.areUnordered() && step.isWindowed();
  }

  private boolean isWanted() {
    return limit < 0 || given < limit;
  }

  /**
   * Whether reading all of the list takes no more calls than what is missing and what follows
   * behind the rows of a wider list: those are no more than a page.
   */
  private boolean isReadAsQuickly() {
    return limit < 0
        && step.isWindowed()
        && known.isEmpty()
        && calls.areUnordered()
        && verification.isOfFewOfWiderList()
        && partition.isPartOfWider(list);
  }

  /** Begins anew with the list itself; the rows that were given are left out. */
  private void readWhole() {
    partition.leave(list, piece);
    partition = partition.withoutWider(list);
    list = 0;
    known = Set.copyOf(verification.fitting());
    verification.clear();
    tail = Set.of();
    piece = 0;
  }

  private void begin(CacheLookup lookup) {
    if (lookup instanceof Hit hit) {
      if (piece == 0) {
        verification.isPartOfWider(partition.isPartOfWider(list));
      }
      verification.taken(hit.pieces().get(list));
      givenBefore = given;
      before = tail;
      List<Held> mine = withTail(hit.pieces().get(list));
      taken = mine;
      consumer.takesCached(mine);
      cachedRows.addAll(CachedRows.without(before, CachedRows.of(mine)));
      nothing = cachedRows.isEmpty() ? mine : null;
    } else if (lookup instanceof Miss miss) {
      long left = limit < 0 ? -1 : limit - given;
      verification.readsOn();
      reads =
          calls.open(
              miss.range(), miss.inFlights().get(list), left, this, CachedRows.both(known, tail));
      tail = Set.of();
    }
    piece++;
  }

  /**
   * With the objects of the second that comes next, as far as they are known: who read a hundred
   * rows is given a hundred again, and no call has to find out whether that second has more.
   */
  private List<Held> withTail(List<Held> pieces) {
    Held next = partition.tail();
    tail = next == null ? Set.of() : next.ids();
    if (next == null) {
      return pieces;
    }
    List<Held> all = new ArrayList<>(pieces);
    all.add(next);
    return all;
  }

  @Override
  public long bytesToUnpack() {
    CachedRows next = cachedRows.peek();
    return next == null ? 0 : next.chunk().unpackedBytes();
  }

  private TaskCall<P> readCached() {
    List<CachedRows> some = new ArrayList<>();
    long bytes = 0;
    while (!cachedRows.isEmpty()
        && some.size() < chunks
        && (some.isEmpty() || bytes + bytesToUnpack() <= MOST_BYTES)) {
      bytes += bytesToUnpack();
      some.add(cachedRows.remove());
    }
    boolean slim = consumer.layout().columns().size() <= SLIM_COLUMNS;
    chunks = slim ? Math.min(MOST_CHUNKS, 2 * chunks) : 1;
    onTheWay = some;
    return TaskCall.local(this, () -> decoded(some));
  }

  /** Objects were only looked at as far as those columns were that their reader wanted. */
  private P decoded(List<CachedRows> some) {
    try {
      return consumer.readCached(some, context);
    } catch (DriverFailure failure) {
      if (failure.error() != DriverError.BAD_ANSWER) {
        throw failure;
      }
      corrupt = failure;
      return consumer.readCached(List.of(), context);
    }
  }

  /** Reads what cannot be taken from memory, unless some of it was given out. */
  private boolean readAnew(DriverFailure failure) {
    corrupt = null;
    onTheWay.forEach(objects -> partition.memory().cache().forget(objects.segment()));
    taken.forEach(held -> partition.memory().cache().forget(held.segment()));
    onTheWay = List.of();
    cachedRows.clear();
    tail = before;
    if (given > givenBefore || !partition.again(piece - 1)) {
      throw ListPager.badAnswer(
          step, target(), "was not what it promises", String.valueOf(failure.getMessage()));
    }
    piece--;
    chunks = 1;
    return true;
  }

  @Override
  public boolean answered(P answer) {
    return reads == null ? takenCached(answer) : read(reads, answer);
  }

  private boolean takenCached(P answer) {
    DriverFailure failure = corrupt;
    if (failure != null) {
      return readAnew(failure);
    }
    List<Integer> kept = wanted(answer);
    if (nothing != null) {
      partition.memory().tellNothing(nothing);
      nothing = null;
    } else {
      partition.memory().tell(onTheWay, kept.size());
    }
    onTheWay = List.of();
    given += kept.size();
    verification.given(step.template(), consumer.layout(), answer.rows());
    consumer.take(this, answer, kept, step, context);
    then.accept(answer);
    return goesOn() || misses();
  }

  /** A list of which its parent shows as much, and has more: it has grown since it was read. */
  private boolean misses() {
    if (given > 0 || known.isEmpty() || !partition.again(piece - 1)) {
      return false;
    }
    taken.forEach(held -> partition.memory().cache().forget(held.segment()));
    piece--;
    return true;
  }

  private List<Integer> wanted(P answer) {
    List<@Nullable Object[]> rows = answer.rows();
    long most = limit < 0 ? rows.size() : limit - given;
    if (known.isEmpty() && most >= rows.size()) {
      return new RowPositions(rows.size());
    }
    return IntStream.range(0, rows.size())
        .filter(row -> known.isEmpty() || !known.contains(consumer.layout().id(rows.get(row))))
        .limit(most)
        .boxed()
        .toList();
  }

  private boolean read(PageTask<P> task, P answer) {
    boolean more = task.answered(answer);
    boolean told = verification.isBeforehand() && rowsOf(task) > 0;
    return (more && !told) || readTo(task);
  }

  private static long rowsOf(PageTask<?> task) {
    return task instanceof ListPager<?> list ? list.given() : 0;
  }

  private boolean readTo(PageTask<P> task) {
    long more = rowsOf(task);
    given += verification.isBeforehand() ? 0 : more;
    verification.answered(more == 0, partition.memory().cache());
    task.close();
    reads = null;
    return goesOn();
  }

  private boolean goesOn() {
    return isWanted()
        ? !cachedRows.isEmpty() || partition.has(piece) || verification.isDue()
        : wantsNewest() && verification.isDueOfNewest();
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
    return reads == null ? partition.held(list, piece) : reads.held();
  }

  @Override
  public void forget() {
    verification.forget(partition.memory().cache());
    if (reads != null) {
      reads.forget();
    }
  }

  @Override
  public void close() {
    if (reads != null) {
      reads.close();
    }
    partition.leave(list, piece);
  }
}
