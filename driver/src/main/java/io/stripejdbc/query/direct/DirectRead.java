package io.stripejdbc.query.direct;

import io.stripejdbc.catalog.ColumnSpec;
import java.util.List;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** The read of one table below a {@link DirectSelect}: which rows come, and of which columns. */
interface DirectRead {
  /** The columns of its rows, in order. */
  List<ColumnSpec> columns();

  /** How many values its rows have. */
  default int width() {
    return columns().size();
  }

  /** Opens it; the first calls go out when the first row is asked for. */
  Enumerator<@Nullable Object[]> open(DirectContext context);
}
