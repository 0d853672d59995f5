package io.stripejdbc.cache;

import io.stripejdbc.cache.Decision.Held;
import io.stripejdbc.cache.Decision.Read;
import io.stripejdbc.cache.Decision.Take;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A window of the lists that make up one answer, taken apart while it is read: newest piece first,
 * each from memory or from the API, and of all lists in the same way. Under the lock of the run.
 */
public final class Pieces {
  /** How often to look whether who is waited for still goes on. */
  public static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Memory memory;
  private final List<Wanted> wanted;
  private final Question question;
  private final List<Decision> decided = new ArrayList<>();
  private final List<Span> rests = new ArrayList<>();
  private final BitSet left = new BitSet();
  private Span rest;
  private boolean over;
  private long seen = -1;
  private long lookedNanos;

  public Pieces(Memory memory, List<Wanted> wanted, Question question) {
    this.memory = memory;
    this.wanted = wanted;
    this.question = question;
    this.rest = question.window();
    this.over = rest.isEmpty();
  }

  public Memory memory() {
    return memory;
  }

  /** Whether there is a piece with this number, or may be. */
  public boolean has(int number) {
    return number < decided.size() || !over;
  }

  /**
   * The piece with this number.
   *
   * @param limit objects still wanted of the list that asks, -1 for no bound
   * @return null while another scan reads it
   */
  public @Nullable Decision get(int number, long limit) {
    return number < decided.size() ? decided.get(number) : decide(limit);
  }

  private @Nullable Decision decide(long limit) {
    long changes = memory.room().changes();
    long now = memory.room().nanos();
    // That somebody stands still is no change, only time that passes.
    if (changes == seen && now - lookedNanos < LOOK_NANOS) {
      return null;
    }
    seen = changes;
    lookedNanos = now;
    long most = wanted.size() == 1 ? limit : question.limit();
    Decision decision =
        memory
            .room()
            .decide(question.over(rest, most), wanted, memory.serial(), memory.keepMillis());
    if (decision instanceof Take take) {
      add(take, take.span(), take.last());
      return take;
    }
    if (decision instanceof Read read) {
      add(read, read.span(), false);
      return read;
    }
    return null;
  }

  private void add(Decision decision, Span span, boolean last) {
    decided.add(decision);
    rests.add(rest);
    rest = rest.before(span);
    over = last || rest.isEmpty();
    seen = -1;
    if (decision instanceof Read read) {
      left.stream().forEach(list -> read.readings().get(list).close());
    }
  }

  /**
   * Decides anew about the last piece, which was to be taken from memory and cannot be.
   *
   * @return whether that can be done: not where several lists would have to agree
   */
  public boolean again(int number) {
    boolean last = number >= 0 && number == decided.size() - 1;
    if (!last || wanted.size() > 1 || !(decided.get(number) instanceof Take)) {
      return false;
    }
    decided.remove(number);
    rest = rests.remove(number);
    over = false;
    seen = -1;
    return true;
  }

  /** What others have read meanwhile of a part, newest first; null where it is not all of it. */
  public @Nullable List<Held> instead(Span part) {
    // Of several lists all would have to come from one reading.
    return wanted.size() == 1 ? memory.room().whole(question.over(part, -1), wanted.get(0)) : null;
  }

  /** A list needs no piece from this number on: nobody shall wait for what it would have read. */
  public void leave(int list, int number) {
    left.set(list);
    for (int i = number; i < decided.size(); i++) {
      if (decided.get(i) instanceof Read read) {
        read.readings().get(list).close();
      }
    }
  }

  /** A list's piece of this number is put off; says whether others should look again. */
  public boolean held(int list, int number) {
    return number < decided.size()
        && decided.get(number) instanceof Read read
        && read.readings().get(list).stall(true);
  }
}
