package io.stripejdbc.query.direct;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.plan.batch.BatchAggregation;
import io.stripejdbc.plan.batch.BatchAggregation.ColumnCall;
import io.stripejdbc.plan.batch.BatchCondition;
import io.stripejdbc.plan.schema.StripeTypeFactory;
import io.stripejdbc.query.ResultColumn;
import io.stripejdbc.query.direct.SimpleSelect.Function;
import io.stripejdbc.query.direct.SimpleSelect.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Makes the select of aggregate functions over one table. What the ends of lists, or a condition,
 * settle without reading is left to the planner.
 */
final class AggregatedSelect {
  private final SimpleSelect select;
  private final TableSpec table;
  private final ConditionExpressions expressions;
  private final List<RexNode> keys = new ArrayList<>();
  private final List<ColumnCall> calls = new ArrayList<>();
  private final List<ResultColumn> columns = new ArrayList<>();
  private final List<DirectValue> values = new ArrayList<>();

  private AggregatedSelect(SimpleSelect select, TableSpec table) {
    this.select = select;
    this.table = table;
    this.expressions = new ConditionExpressions(table, new StripeTypeFactory());
  }

  /** The select; empty where it is left to the planner. */
  static Optional<DirectSelect> of(SimpleSelect select, TableSpec table) {
    return new AggregatedSelect(select, table).made();
  }

  private Optional<DirectSelect> made() {
    Optional<List<RexNode>> conjuncts =
        select.conditions().isEmpty()
            ? Optional.of(List.of())
            : expressions.conjuncts(select.conditions());
    return conjuncts
        .filter(this::isPlain)
        .flatMap(all -> FilteredRead.of(table, expressions, all, wanted(), select))
        .flatMap(this::over);
  }

  private boolean isPlain(List<RexNode> conjuncts) {
    Set<String> left = new HashSet<>();
    for (RexNode conjunct : conjuncts) {
      String single = FilteredSelect.single(conjunct, table);
      if (single != null) {
        left.add(single);
      }
    }
    return select.items().stream().noneMatch(this::isOfEnds)
        && select.columns().stream()
            .noneMatch(
                name ->
                    left.contains(name)
                        || table.column(name).filter(ColumnSpec::isKnownByFilterOnly).isPresent());
  }

  /** Whether the first or the last rows of lists may settle it. */
  private boolean isOfEnds(Item item) {
    boolean extreme = item.function() == Function.MIN || item.function() == Function.MAX;
    return extreme
        && table
            .column(item.column())
            .filter(c -> c.role() == ColumnSpec.Role.ACCOUNT || c.name().equals("created"))
            .isPresent();
  }

  private Set<String> wanted() {
    Set<String> wanted = new HashSet<>(select.groups());
    for (Item item : select.items()) {
      if (argument(item) != null) {
        wanted.add(item.column());
      }
    }
    return wanted;
  }

  /** The column that a function looks at, null where it counts rows. */
  private @Nullable ColumnSpec argument(Item item) {
    ColumnSpec column = table.column(item.column()).orElse(null);
    boolean rows = column == null || (item.function() == Function.COUNT && !column.nullable());
    return rows ? null : column;
  }

  private Optional<DirectSelect> over(FilteredRead read) {
    List<String> places = read.columns().stream().map(ColumnSpec::name).toList();
    select.groups().forEach(name -> keys.add(expressions.column(name, places.indexOf(name))));
    for (Item item : select.items()) {
      Function function = item.function();
      if (function == null) {
        key(item);
      } else {
        call(item, function, places);
      }
    }
    BatchCondition condition = read.condition();
    return BatchAggregation.of(
            places.size(), condition == null ? null : condition.expression(), keys, calls)
        .map(
            all ->
                new DirectSelect(
                    table,
                    new AggregatedRead(read.call(), all),
                    expressions.parameters(),
                    List.copyOf(columns),
                    values,
                    -1));
  }

  private void key(Item item) {
    ColumnSpec column = table.column(item.column()).orElseThrow();
    columns.add(DirectColumns.column(item.label(), DirectSelect.SCHEMA, table, column));
    values.add(DirectValue.column(select.groups().indexOf(item.column())));
  }

  private void call(Item item, Function function, List<String> places) {
    ColumnSpec column = argument(item);
    columns.add(DirectColumns.aggregate(item.label(), function, column, !keys.isEmpty()));
    values.add(DirectValue.column(keys.size() + calls.size()));
    RexNode argument =
        column == null ? null : expressions.column(column.name(), places.indexOf(column.name()));
    RelDataType whole = expressions.rex().getTypeFactory().createSqlType(SqlTypeName.BIGINT);
    RelDataType own = argument == null ? whole : argument.getType();
    calls.add(
        switch (function) {
          case COUNT -> new ColumnCall(SqlKind.COUNT, argument, whole);
          case SUM -> new ColumnCall(SqlKind.SUM, argument, own);
          case MIN -> new ColumnCall(SqlKind.MIN, argument, own);
          case MAX -> new ColumnCall(SqlKind.MAX, argument, own);
        });
  }
}
