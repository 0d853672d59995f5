package io.stripejdbc.cache.disk;

import io.stripejdbc.cache.segment.TimeRange;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * That the objects of a segment in a file were told to be the same at a later time: a few bytes
 * instead of the segment written anew.
 *
 * @param file name of the file, in the same group
 * @param number position of the segment in it, from 0
 * @param toldMillis as of when changes were told, milliseconds since the epoch
 * @param window the seconds that the segment answers for since then
 * @param open whether nothing newer existed then
 */
record ToldMark(String file, int number, long toldMillis, TimeRange window, boolean open) {
  /** The segment it is about. */
  record Place(String file, int number) {}

  Place place() {
    return new Place(file, number);
  }

  static void write(DataOutput out, List<ToldMark> marks) throws IOException {
    out.writeInt(marks.size());
    for (ToldMark mark : marks) {
      out.writeUTF(mark.file);
      out.writeInt(mark.number);
      out.writeLong(mark.toldMillis);
      out.writeLong(mark.window.from());
      out.writeLong(mark.window.to());
      out.writeBoolean(mark.open);
    }
  }

  static List<ToldMark> read(DataInput in) throws IOException {
    List<ToldMark> marks = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      marks.add(
          new ToldMark(
              in.readUTF(),
              in.readInt(),
              in.readLong(),
              new TimeRange(in.readLong(), in.readLong()),
              in.readBoolean()));
    }
    return marks;
  }
}
