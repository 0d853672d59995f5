package io.stripejdbc.row;

import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.Page;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the body of an answer into a {@link Page} of rows. */
public final class PageReader implements BodyReader<Page> {
  /** What the document is. */
  public enum Shape {
    /** {@code {object:"list", data, has_more}}. */
    CURSOR_LIST,
    /** {@code {object:"search_result", data, has_more, next_page}}. */
    SEARCH,
    /** A list in one answer, or {@code {data, next_page_url}} (v2). */
    LIST,
    /** The object itself; one that says {@code deleted} is no row. */
    OBJECT
  }

  private final Shape shape;
  private final RowDecoder decoder;
  private final RowContext context;

  /** A reader of documents of this shape, whose rows have this context. */
  public PageReader(Shape shape, RowDecoder decoder, RowContext context) {
    this.shape = shape;
    this.decoder = decoder;
    this.context = context;
  }

  @Override
  public Page read(InputStream body) throws IOException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    if (shape == Shape.OBJECT) {
      RowBuilder row = ResponseEnvelope.object(body, in -> decoder.read(in, context, 0));
      if (!row.deleted()) {
        rows.add(row.values());
      }
      return new Page(rows, false, row.id(), null, row.complaint());
    }
    if (body instanceof JsonBuffer buffer && buffer.wider() != null) {
      Page page = readWider(buffer, buffer.wider());
      if (page != null) {
        return page;
      }
      buffer.rewind();
    }
    return list(body, decoder, rows);
  }

  private Page list(InputStream body, RowDecoder reading, List<@Nullable Object[]> rows)
      throws IOException {
    ResponseEnvelope.End end =
        ResponseEnvelope.list(
            body,
            shape == Shape.CURSOR_LIST || shape == Shape.SEARCH,
            kind(shape),
            in -> {
              RowBuilder row = reading.read(in, context, rows.size());
              rows.add(row.values());
              return row;
            });
    return new Page(rows, end.hasMore(), end.lastId(), end.nextPageUrl(), end.complaint());
  }

  /**
   * The page, read with more columns.
   *
   * @return null where something is wrong: with a field that only the others want, perhaps
   */
  private @Nullable Page readWider(JsonBuffer buffer, RowDecoder wider) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    Page page;
    try {
      page = list(buffer, wider, rows);
    } catch (IOException problem) {
      return null;
    }
    if (page.complaint() != null) {
      return null;
    }
    buffer.tookWider(rows);
    int width = decoder.width();
    List<@Nullable Object[]> wanted = new ArrayList<>(rows.size());
    rows.forEach(row -> wanted.add(Arrays.copyOf(row, width)));
    return new Page(wanted, page.hasMore(), page.lastId(), page.nextPageUrl());
  }

  /** What a document of this shape says it is. */
  static String kind(Shape shape) {
    return shape == Shape.SEARCH ? "search_result" : "list";
  }
}
