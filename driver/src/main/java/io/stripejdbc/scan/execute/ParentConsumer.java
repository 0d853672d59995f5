package io.stripejdbc.scan.execute;

import io.stripejdbc.cache.CachedRows;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.row.ChildRows;
import io.stripejdbc.row.EmbeddedPosition;
import io.stripejdbc.row.ObjectReader;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.ParentPage;
import io.stripejdbc.row.ParentPage.Parent;
import io.stripejdbc.row.ParentReader;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.request.RequestPlan;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RequestTarget;
import io.stripejdbc.scan.request.RowLayout;
import io.stripejdbc.scan.rows.IdSet;
import io.stripejdbc.scan.task.PageConsumer;
import io.stripejdbc.scan.task.PageTask;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes through parents: gives out the children embedded in them and asks for the rest. */
final class ParentConsumer implements PageConsumer<ParentPage> {
  /** Opens tasks for children of a parent. */
  interface Opener {
    /**
     * Opens them.
     *
     * @param steps the lists that make up the children
     * @param under context of the children, but for what a step sends
     * @param known ids of the children that came with the parent
     */
    void open(List<RequestStep> steps, RequestTarget target, RowContext under, Set<String> known);
  }

  private final RequestPlan.Walk walk;
  private final RowLayout childLayout;
  private final RowConsumer rows;
  private final Opener opener;
  private final IdSet seen = new IdSet();

  /**
   * @param childLayout columns of the children
   * @param rows takes the children that are embedded, which are rows of the scan
   */
  ParentConsumer(RequestPlan.Walk walk, RowLayout childLayout, RowConsumer rows, Opener opener) {
    this.walk = walk;
    this.childLayout = childLayout;
    this.rows = rows;
    this.opener = opener;
  }

  /**
   * Two that go through the same parents at once.
   *
   * @param one by which answers are read, of which neither needs what is embedded
   */
  static PageConsumer<ParentPage> both(
      PageConsumer<ParentPage> one, PageConsumer<ParentPage> other) {
    return new PageConsumer.Forwarding<>(one) {
      @Override
      public void take(
          PageTask<?> from,
          ParentPage page,
          List<Integer> kept,
          RequestStep step,
          RowContext context) {
        super.take(from, page, kept, step, context);
        other.take(from, page, kept, step, context);
      }
    };
  }

  @Override
  public RowLayout layout() {
    return walk.parents().layout();
  }

  @Override
  public BodyReader<ParentPage> reader(Shape shape, RowContext context) {
    return new ParentReader(shape, layout().decoder(), context, inside(), childLayout.decoder());
  }

  /** Where the children stand inside a parent: those with requests of their own as a first page. */
  private @Nullable EmbeddedPosition inside() {
    String path = walk.parent().embedded();
    boolean list = !walk.children().isEmpty() && walk.children().get(0).shape() != Shape.OBJECT;
    return path == null ? null : new EmbeddedPosition(path, list);
  }

  @Override
  public void take(
      PageTask<?> from, ParentPage page, List<Integer> kept, RequestStep step, RowContext context) {
    for (int position : kept) {
      Parent parent = page.parents().get(position);
      RequestTarget target = target(from.target(), parent);
      String id = key(parent, target);
      boolean wanted = isAsked(parent) && !isChildless(parent);
      if (id != null && wanted && isNew(target, id)) {
        RowContext under =
            RowContext.of(target.account())
                .under(walk.parent(), id, walk.parents().spec().table().object().name());
        children(from, parent, target, under, id);
      }
    }
  }

  @Override
  public ParentPage readCached(List<CachedRows> objects, RowContext context) {
    List<Parent> parents = new ArrayList<>();
    for (CachedRows some : objects) {
      ParentPage all =
          ObjectReader.parents(
              some.chunk().json(), layout().decoder(), context, inside(), childLayout.decoder());
      for (int i = 0; i < some.size(); i++) {
        parents.add(all.parents().get(some.row(i)));
      }
    }
    return new ParentPage(parents, false, null, null);
  }

  /** The platform's own account comes along where others are asked for by their ids. */
  private boolean isAsked(Parent parent) {
    String id = layout().id(parent.row());
    return walk.parents().spec().ids().filter(ids -> !ids.contains(id)).isEmpty();
  }

  /** The parent's own columns say that it has no children: Stripe refuses to list them. */
  private boolean isChildless(Parent parent) {
    return walk.parent().childless().entrySet().stream()
        .anyMatch(
            value -> {
              int column = layout().ordinal(value.getKey());
              Object own = column < 0 ? null : parent.row()[column];
              return own != null && own.toString().equals(value.getValue());
            });
  }

  /** The platform's own account may be among those that are listed: an account is one by its id. */
  private boolean isNew(RequestTarget target, String id) {
    String of = walk.parents().asPlatform() ? "" : target.account() + " ";
    return !walk.parents().mayRepeat() || seen.add(of + id);
  }

  private void children(
      PageTask<?> from, Parent parent, RequestTarget target, RowContext under, String id) {
    ChildRows embedded = parent.children();
    Set<String> known = Set.of();
    if (embedded != null && !(embedded.hasMore() && rows.isFiltered())) {
      childLayout.demandValues(embedded.rows(), target.account());
      rows.takeEmbedded(from, embedded.rows(), under);
      if (!embedded.hasMore()) {
        return;
      }
      demandList(id);
      // Nobody promises that both lists have one order: the other one is read from its beginning.
      known = ids(embedded);
    }
    String placeholder = walk.parent().parameter();
    List<RequestStep> steps = new ArrayList<>();
    for (RequestStep child : walk.children()) {
      steps.add(child.with(child.template().fill(placeholder == null ? "" : placeholder, id)));
    }
    opener.open(steps, target, under, known);
  }

  /** More rows than came inside can only be read where they have a list of their own. */
  private void demandList(String parent) {
    if (walk.children().isEmpty()) {
      throw new DriverFailure(
          DriverError.UNSUPPORTED,
          "Stripe shows only the first rows of table '%s' for %s '%s', and has no list of the others"
              .formatted(rows.table(), walk.parent().column(), parent));
    }
  }

  private Set<String> ids(ChildRows embedded) {
    Set<String> ids = new HashSet<>();
    embedded.rows().forEach(row -> ids.add(String.valueOf(childLayout.id(row))));
    return ids;
  }

  /** A parent that is an account itself makes its children that account's. */
  private RequestTarget target(RequestTarget asked, Parent parent) {
    String own = layout().id(parent.row());
    return asked.account().isEmpty() && own != null ? RequestTarget.asPlatform(own) : asked;
  }

  private @Nullable String key(Parent parent, RequestTarget target) {
    if (walk.parent().parentColumn().equals("connected_account")) {
      return target.account();
    }
    int column = layout().ordinal(walk.parent().parentColumn());
    return column < 0 ? null : (String) parent.row()[column];
  }
}
