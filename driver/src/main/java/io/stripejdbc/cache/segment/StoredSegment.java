package io.stripejdbc.cache.segment;

import io.stripejdbc.cache.file.SealedFiles;
import java.util.Arrays;

/**
 * Where the objects of a segment lie in a file, and what can be said of them without reading it.
 *
 * @param file the file
 * @param number position of the segment's block in it, from 0
 * @param at where the block begins
 * @param length its sealed length in bytes
 * @param rows objects in it, those of other segments included
 * @param unknown whether the time of creation of an object is not known
 * @param hashes what the ids of the objects hash to, sorted
 */
@SuppressWarnings("ArrayRecordComponent")
public // handed on, never compared
record StoredSegment(
    SealedFiles.Id file, int number, long at, int length, int rows, boolean unknown, int[] hashes) {
  /** Whether the object with this id may be in it. */
  public boolean mayHave(String id) {
    return Arrays.binarySearch(hashes, id.hashCode()) >= 0;
  }
}
