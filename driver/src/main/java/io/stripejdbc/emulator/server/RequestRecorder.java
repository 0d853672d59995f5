package io.stripejdbc.emulator.server;

import io.stripejdbc.emulator.request.RecordedRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What was asked, in order of arrival; the oldest go when there are very many. */
final class RequestRecorder {
  private static final int KEPT = 200_000;

  private final Deque<Slot> slots = new ArrayDeque<>();

  /** The place of one request, to be completed by its answer. */
  static final class Slot {
    private volatile RecordedRequest request;

    private Slot(RecordedRequest request) {
      this.request = request;
    }

    void answered(int status) {
      request = request.answered(status);
    }
  }

  synchronized Slot arrived(RecordedRequest request) {
    if (slots.size() == KEPT) {
      slots.removeFirst();
    }
    Slot slot = new Slot(request);
    slots.addLast(slot);
    return slot;
  }

  synchronized List<RecordedRequest> all() {
    List<RecordedRequest> all = new ArrayList<>(slots.size());
    slots.forEach(slot -> all.add(slot.request));
    return all;
  }

  synchronized void clear() {
    slots.clear();
  }
}
