package io.stripejdbc.scan.refresh;

import io.stripejdbc.cache.refresh.LookedUpObject;
import io.stripejdbc.cache.refresh.RefreshPlan;
import io.stripejdbc.cache.segment.SegmentChunk;
import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.CallFailure;
import io.stripejdbc.fetch.Page;
import io.stripejdbc.row.JsonBuffer;
import io.stripejdbc.row.ObjectBytes;
import io.stripejdbc.row.PageReader;
import io.stripejdbc.row.PageReader.Shape;
import io.stripejdbc.scan.request.RequestStep;
import io.stripejdbc.scan.request.RowLayout;
import io.stripejdbc.scan.task.ListPager;
import io.stripejdbc.scan.task.MissingObject;
import io.stripejdbc.scan.task.TaskCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for one object by its id. */
final class LookupTask extends RefreshTask<LookupTask.Answer> {
  /**
   * What came.
   *
   * @param page the row, none where the object was deleted
   * @param json the object
   */
  record Answer(Page page, ObjectBytes json) {}

  private final ListRefresh refresh;
  private final String id;
  private final RowLayout layout;
  private final RefreshPlan plan;
  private RequestStep step;

  LookupTask(
      ListRefresh refresh,
      int number,
      String id,
      RequestStep step,
      RowLayout layout,
      RefreshPlan plan) {
    super(refresh, number);
    this.refresh = refresh;
    this.id = id;
    this.step = step;
    this.layout = layout;
    this.plan = plan;
  }

  @Override
  public TaskCall<Answer> next() {
    PageReader page = new PageReader(Shape.OBJECT, layout.decoder(), step.context(target()));
    BodyReader<Answer> reader =
        body -> {
          JsonBuffer buffer = JsonBuffer.of(body);
          return new Answer(page.read(buffer), buffer.objects());
        };
    return TaskCall.remote(this, step.template().on(target(), List.of(), List.of()), reader);
  }

  @Override
  public boolean answered(Answer answer) {
    refresh.called();
    Page page = answer.page();
    String wrong =
        id.equals(page.lastId()) ? page.complaint() : "the object '" + page.lastId() + "' came";
    if (wrong != null) {
      throw ListPager.badAnswer(step, target(), "is not what was asked for", wrong);
    }
    layout.demandValues(page.rows(), target().account());
    refresh.lookedUp(page.rows().isEmpty() ? null : found(answer, page.rows().get(0)), plan);
    return false;
  }

  private ListRefresh.Found found(Answer answer, @Nullable Object[] row) {
    long created = layout.created(row, SegmentChunk.UNKNOWN);
    return new ListRefresh.Found(new LookedUpObject(id, created, answer.json().json()), row);
  }

  @Override
  public Verdict failed(CallFailure failure) {
    refresh.called();
    if (MissingObject.isAbsent(failure.facts())) {
      refresh.lookedUp(null, plan);
      return Verdict.END;
    }
    RequestStep plain = step.withoutExtras(failure);
    step = plain == null ? step : plain;
    return plain == null ? Verdict.FAIL : Verdict.GO_ON;
  }
}
