package io.stripejdbc.row;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads child rows out of the JSON that stood inside their parent's object. */
public final class ChildReader {
  private final RowDecoder decoder;
  private final boolean paged;

  /**
   * A reader of rows of these columns.
   *
   * @param paged whether only a list that says if it has more can be what is promised
   */
  public ChildReader(List<ColumnSpec> columns, boolean paged) {
    this.decoder = new RowDecoder(columns);
    this.paged = paged;
  }

  /**
   * The children of one parent.
   *
   * @param json a list object, an array or a single object
   * @throws DriverFailure BAD_ANSWER when it is none of these, or has children that cannot be its
   */
  public ChildRows read(String json, RowContext context) {
    JsonBuffer buffer = new JsonBuffer(json.getBytes(StandardCharsets.UTF_8));
    try (JsonBufferParser in = buffer.parser()) {
      in.nextToken();
      ChildRows children = new EmbeddedRowReader(decoder, context, paged).read(in);
      if (children.complaint() != null) {
        throw new DriverFailure(
            DriverError.BAD_ANSWER,
            "Stripe's answer for account '%s' has children of '%s' that are not its own: %s"
                .formatted(context.account(), context.parent(), children.complaint()));
      }
      return children;
    } catch (IOException e) {
      throw new DriverFailure(
          DriverError.BAD_ANSWER, "Stripe's answer has children that cannot be read", 0, e);
    }
  }
}
