package io.stripejdbc.row;

import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.ParentPage.Parent;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the body of an answer into parents and the child rows that stand inside them. */
public final class ParentReader implements BodyReader<ParentPage> {
  private final Shape shape;
  private final RowDecoder parents;
  private final RowContext context;

  /**
   * @param shape what the document of the parents is
   * @param parents columns wanted of the parents themselves
   * @param context context of the parents and, but for the parent's id, of their children
   * @param embeddedPosition where the children stand inside a parent, null when they do not
   * @param children columns wanted of the children
   */
  public ParentReader(
      Shape shape,
      RowDecoder parents,
      RowContext context,
      @Nullable EmbeddedPosition embeddedPosition,
      RowDecoder children) {
    this.shape = shape;
    this.parents =
        embeddedPosition == null
            ? parents
            : parents.withEmbedded(embeddedPosition, children, context);
    this.context = context;
  }

  @Override
  public ParentPage read(InputStream body) throws IOException {
    List<Parent> found = new ArrayList<>();
    ResponseEnvelope.Element element =
        in -> {
          RowBuilder row = parents.read(in, context, found.size());
          ChildRows children = row.children;
          if (children != null && children.complaint() != null) {
            row.complain(children.complaint());
          }
          if (shape != Shape.OBJECT || !row.deleted()) {
            found.add(new Parent(row.values(), row.children));
          }
          return row;
        };
    if (shape == Shape.OBJECT) {
      RowBuilder row = ResponseEnvelope.object(body, element);
      return new ParentPage(found, false, row.id(), null, row.complaint());
    }
    ResponseEnvelope.End end =
        ResponseEnvelope.list(body, shape == Shape.CURSOR_LIST, PageReader.kind(shape), element);
    return new ParentPage(found, end.hasMore(), end.lastId(), end.nextPageUrl(), end.complaint());
  }
}
