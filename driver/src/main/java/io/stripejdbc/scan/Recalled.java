package io.stripejdbc.scan;

import io.stripejdbc.cache.Chunk;
import io.stripejdbc.cache.Decision.Held;
import io.stripejdbc.cache.Segment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objects of one chunk that answer a question.
 *
 * @param segment the segment they belong to
 * @param chunk where they are
 * @param rows their positions, null for all
 * @param filtered whether all of them meet the parameters of the question
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Recalled(Segment segment, Chunk chunk, int @Nullable [] rows, boolean filtered) {
  /** The chunks of pieces of segments, in their order; those with no object in them left out. */
  static List<Recalled> of(Collection<Held> pieces) {
    List<Recalled> all = new ArrayList<>();
    for (Held held : pieces) {
      for (Segment.Part part : held.segment().parts()) {
        int[] rows = part.chunk().within(held.span(), part.without());
        if (rows == null || rows.length > 0) {
          all.add(new Recalled(held.segment(), part.chunk(), rows, held.filtered()));
        }
      }
    }
    return all;
  }

  int size() {
    return rows == null ? chunk.rows() : rows.length;
  }

  /** Position of the i-th of them in the chunk. */
  int row(int i) {
    return rows == null ? i : rows[i];
  }
}
