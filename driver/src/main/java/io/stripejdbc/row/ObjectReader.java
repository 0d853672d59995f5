package io.stripejdbc.row;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.Page;
import io.stripejdbc.row.ParentPage.Parent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads objects that were kept ({@link ObjectBytes}), as if their answer came again. */
public final class ObjectReader {
  private interface Element {
    void read(JsonBufferParser in) throws IOException;
  }

  private ObjectReader() {}

  /**
   * Name of what a column reads from an object, the same for columns that read the same in whatever
   * table; null where its value does not come from the object.
   */
  public static @Nullable String source(ColumnSpec column) {
    if (column.role() == Role.OBJECT) {
      return "*";
    }
    return RowDecoder.isRead(column.role()) && column.jsonPath() != null
        ? column.type() + " " + column.jsonPath() + (column.is() == null ? "" : "=" + column.is())
        : null;
  }

  /**
   * The rows of these objects; one that says {@code deleted} is a row as any other.
   *
   * @throws DriverFailure BAD_ANSWER when a column meets a value that is not of its type
   */
  public static Page rows(byte[] json, RowDecoder decoder, RowContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    each(
        json,
        in -> {
          RowBuilder row = decoder.read(in, context, rows.size());
          demandGood(row);
          rows.add(row.values());
        });
    return new Page(rows, false, null, null);
  }

  /**
   * The objects as parents of others.
   *
   * @param embeddedPosition where the children stand inside a parent, null when they do not
   */
  public static ParentPage parents(
      byte[] json,
      RowDecoder parents,
      RowContext context,
      @Nullable EmbeddedPosition embeddedPosition,
      RowDecoder children) {
    RowDecoder decoder =
        embeddedPosition == null
            ? parents
            : parents.withEmbedded(embeddedPosition, children, context);
    List<Parent> found = new ArrayList<>();
    each(
        json,
        in -> {
          RowBuilder row = decoder.read(in, context, found.size());
          demandGood(row);
          found.add(new Parent(row.values(), row.children));
        });
    return new ParentPage(found, false, null, null);
  }

  private static void demandGood(RowBuilder row) throws IOException {
    ChildRows children = row.children;
    String complaint =
        row.complaint() != null || children == null ? row.complaint() : children.complaint();
    if (complaint != null) {
      throw new IOException(complaint);
    }
  }

  private static void each(byte[] json, Element element) {
    JsonBuffer buffer = new JsonBuffer(json);
    try (JsonBufferParser in = buffer.parser()) {
      while (in.nextToken() != null) {
        element.read(in);
      }
    } catch (IOException broken) {
      throw new DriverFailure(
          DriverError.BAD_ANSWER,
          "A cached object is not what the API promises: " + broken.getMessage(),
          0,
          broken);
    }
  }
}
