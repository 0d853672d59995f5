package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.MemoryPool;
import io.stripejdbc.fetch.StatementMemory;
import io.stripejdbc.scan.TestCatalog;
import io.stripejdbc.scan.request.RequestTarget;
import io.stripejdbc.scan.request.RowLayout;
import io.stripejdbc.scan.task.PageTask;
import io.stripejdbc.scan.task.TaskCall;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cached pages are unpacked as many at once as have room: their size is known before. */
class WideCachedPagesTest {
  private static final long MEGABYTE = 1 << 20;

  private final StatementMemory memory = new MemoryPool(256 * MEGABYTE).statement();
  private final PageQueue queue = new PageQueue(8, -1, false, true, memory.buffer());

  /** A task whose next page is cached, or comes of Stripe. */
  private static final class Task extends PageTask<Object> {
    private final boolean cached;
    private final long bytes;

    Task(boolean cached, long bytes) {
      super(RequestTarget.connected("acct_1"), 0);
      this.cached = cached;
      this.bytes = bytes;
    }

    @Override
    public @Nullable TaskCall<Object> next() {
      return null;
    }

    @Override
    public boolean answered(Object answer) {
      return false;
    }

    @Override
    public Verdict failed(CallFailure failure) {
      return Verdict.FAIL;
    }

    @Override
    public boolean isAtHand() {
      return cached;
    }

    @Override
    public long bytesToUnpack() {
      return bytes;
    }
  }

  @Test
  void twoAreReadAtOnceUntilTheFirstHasCome() {
    Task cached = new Task(true, 0);
    assertTrue(queue.wants(cached, 1));
    assertFalse(queue.wants(cached, 2));
    assertTrue(queue.wants(new Task(false, 0), 2), "a call takes time");
    queue.add(cached, List.<@Nullable Object[]>of(new Object[] {"a"}));
    assertTrue(queue.wants(new Task(true, 0), 2));
  }

  @Test
  void twoAreReadAtOnceWhereTheyAreWide() {
    queue.add(new Task(true, 0), List.<@Nullable Object[]>of(new Object[] {"a"}));
    Task wide = new Task(true, MEGABYTE);
    assertTrue(queue.wants(wide, 1));
    assertFalse(queue.wants(wide, 2));
    assertTrue(queue.wants(new Task(true, MEGABYTE - 1), 2));
  }

  @Test
  void oneThatIsWideWaitsUntilThereIsRoomForIt() {
    queue.add(new Task(true, 0), List.<@Nullable Object[]>of(new Object[] {"a"}));
    assertTrue(queue.wants(new Task(true, 21 * MEGABYTE), 1));
    Task wide = new Task(true, 22 * MEGABYTE);
    assertFalse(queue.wants(wide, 1));
    queue.take();
    assertTrue(queue.wants(wide, 0), "the only one has room");
  }

  @Test
  void soAreThoseOfSeveralListsThatAreReadInTheirOrder() {
    RowLayout layout = RowLayout.of(TestCatalog.CHARGES, TestCatalog.CHARGES.columns(), List.of());
    NewestFirstMerge merge =
        new NewestFirstMerge("charges", layout, true, true, memory.reservation("the reading"));
    Task cached = new Task(true, 0);
    assertTrue(merge.wants(cached, 1));
    assertFalse(merge.wants(cached, 2));
    assertTrue(merge.wants(new Task(false, 0), 2));
    merge.add(new Task(true, 0), List.of());
    assertTrue(merge.wants(cached, 2));
    assertFalse(merge.wants(new Task(true, MEGABYTE), 2));
  }
}
