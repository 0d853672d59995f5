package io.stripejdbc.scan.request;

import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.row.RowContext;
import io.stripejdbc.scan.ScanSpec.Bounds;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One list or object to ask each account for.
 *
 * @param template the request
 * @param shape what the answer is
 * @param absentIsNoRow whether 404 means that there is no such row, as for an id asked for
 * @param window bounds of creation in seconds
 * @param sent values of columns that are no fields but parameters, by column
 * @param parent the parent the rows belong to, null when there is none or it is not known yet
 * @param account the account of the rows where the request is made as the platform, null elsewhere
 * @param then steps that follow when this one is answered, but for the account it found
 */
public record RequestStep(
    RequestTemplate template,
    Shape shape,
    boolean absentIsNoRow,
    Bounds window,
    Map<String, String> sent,
    @Nullable Parent parent,
    @Nullable String account,
    List<RequestStep> then) {

  /**
   * A parent by its id.
   *
   * @param through the way through the parent's own row, which tells whether it has children at
   *     all; taken where the list is refused, null for none
   */
  public record Parent(
      ParentSpec spec, String id, @Nullable String type, RequestPlan.@Nullable Walk through) {}

  public static RequestStep list(
      RequestTemplate template, Shape shape, Bounds window, Map<String, String> sent) {
    return new RequestStep(template, shape, false, window, sent, null, null, List.of());
  }

  public static RequestStep object(RequestTemplate template, boolean absentIsNoRow) {
    return new RequestStep(
        template, Shape.OBJECT, absentIsNoRow, Bounds.ALL, Map.of(), null, null, List.of());
  }

  public RequestStep with(RequestTemplate other) {
    return new RequestStep(other, shape, absentIsNoRow, window, sent, parent, account, then);
  }

  /** The same without what the API may refuse to bring along, null when nothing is. */
  public @Nullable RequestStep withoutExtras(CallFailure failure) {
    int status = failure.facts().status();
    boolean refused = status == 400 || status == 403;
    return refused && !template.extras().isEmpty() ? with(template.withExtras(List.of())) : null;
  }

  RequestStep absentIsNoRow(boolean value) {
    return new RequestStep(template, shape, value, window, sent, parent, account, then);
  }

  public RequestStep over(Bounds other) {
    return new RequestStep(template, shape, absentIsNoRow, other, sent, parent, account, then);
  }

  RequestStep under(Parent known) {
    return new RequestStep(template, shape, absentIsNoRow, window, sent, known, account, then);
  }

  RequestStep of(String rowAccount) {
    return new RequestStep(template, shape, absentIsNoRow, window, sent, parent, rowAccount, then);
  }

  RequestStep then(List<RequestStep> following) {
    return new RequestStep(
        template, shape, absentIsNoRow, window, sent, parent, account, following);
  }

  /** Whether the list can be cut in windows of creation: not where it comes in another order. */
  public boolean isWindowed() {
    boolean created = template.parameters().stream().noneMatch(p -> p.name().equals("order_by"));
    return shape == Shape.CURSOR_LIST && created && RowLayout.window(template.table()) != null;
  }

  /** The id of the one object it asks for, null where it asks for none by id. */
  public @Nullable String id() {
    String endpoint = template.endpoint();
    boolean byId = endpoint.substring(endpoint.lastIndexOf('/') + 1).startsWith("{");
    String path = template.path();
    return shape == Shape.OBJECT && byId
        ? URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8)
        : null;
  }

  /** Context of its rows. */
  public RowContext context(RequestTarget target) {
    RowContext top = new RowContext(target.account(), null, null, null, sent);
    return parent == null ? top : top.under(parent.spec(), parent.id(), parent.type());
  }
}
