package io.stripejdbc.plan.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;
import org.junit.jupiter.api.Test;

/** Each rule alone: a plan in, a plan out. */
class PlanRulesTest {
  private static final String CHARGES = "StripeTableScan(table=[[stripe, charges]]";

  private final RuleFixture fixture = new RuleFixture();
  private final RelBuilder plan = fixture.builder();

  private void becomes(RuleConfig rule, RelNode before, String... lines) {
    String after = RuleFixture.text(fixture.applied(rule.toRule(), before));
    assertEquals(String.join("\n", lines), after);
  }

  private void stays(RuleConfig rule, RelNode before) {
    becomes(rule, before, RuleFixture.text(before));
  }

  private RexNode ofCustomer() {
    return plan.equals(plan.field("customer"), plan.literal("cus_1"));
  }

  private RexNode isCalled() {
    return plan.equals(plan.field("description"), plan.literal("a"));
  }

  @Test
  void aConditionThatTheApiTakesMovesIntoTheScanAndTheOthersStay() {
    becomes(
        PushFilterRule.CONFIG,
        plan.scan("charges").filter(ofCustomer(), isCalled()).build(),
        "LogicalFilter(condition=[=($25, _UTF-8'a')])",
        "  " + CHARGES + ", pushed=[customer IN [_UTF-8'cus_1']])");
  }

  @Test
  void noConditionMovesBelowALimit() {
    RelNode limited =
        fixture.applied(
            PushLimitRule.CONFIG.toRule(),
            plan.scan("charges").limit(0, 5).filter(ofCustomer()).build());
    stays(PushFilterRule.CONFIG, limited);
  }

  @Test
  void aConditionThatTheApiKnowsNothingOfStays() {
    stays(PushFilterRule.CONFIG, plan.scan("charges").filter(isCalled()).build());
  }

  @Test
  void aLimitWithItsOffsetReachesTheScanThroughProjections() {
    becomes(
        PushLimitRule.CONFIG,
        plan.scan("charges").project(plan.field("id")).limit(2, 5).build(),
        "LogicalSort(offset=[2], fetch=[5])",
        "  LogicalProject(id=[$1])",
        "    " + CHARGES + ", limit=[[5, 2]])");
  }

  @Test
  void aLimitStaysAboveAFilter() {
    stays(PushLimitRule.CONFIG, plan.scan("charges").filter(isCalled()).limit(0, 5).build());
  }

  @Test
  void newestFirstIsTheOrderOfTheList() {
    becomes(
        PushOrderRule.CONFIG,
        plan.scan("charges")
            .project(plan.field("id"), plan.field("created"))
            .sort(plan.desc(plan.field("created")))
            .build(),
        "LogicalProject(id=[$1], created=[$22])",
        "  " + CHARGES + ", order=[newest first])");
  }

  @Test
  void aSecondKeySettlesRowsOfOneSecond() {
    becomes(
        PushOrderRule.CONFIG,
        plan.scan("charges")
            .sortLimit(0, 3, plan.desc(plan.field("created")), plan.field("id"))
            .build(),
        "LogicalSort(fetch=[3])",
        "  StripeTieSort(collation=[[22 DESC, 1]])",
        "    " + CHARGES + ", counting=[ROWS_AND_TIES], order=[newest first])");
  }

  @Test
  void anotherOrderIsSorted() {
    stays(PushOrderRule.CONFIG, plan.scan("charges").sort(plan.field("created")).build());
    stays(PushOrderRule.CONFIG, plan.scan("charges").sort(plan.desc(plan.field("amount"))).build());
    stays(
        PushOrderRule.CONFIG, plan.scan("country_specs").sort(plan.desc(plan.field("id"))).build());
  }

  @Test
  void aScanHasTheColumnsThatAreUsed() {
    becomes(
        PushProjectRule.CONFIG,
        plan.scan("charges")
            .project(
                plan.field("id"),
                plan.call(SqlStdOperatorTable.PLUS, plan.field("amount"), plan.literal(1)))
            .build(),
        "LogicalProject(id=[$0], $f1=[+($1, 1)])",
        "  " + CHARGES + ", columns=[[id, amount]])");
  }

  @Test
  void rowsAreCountedWithoutTheirFields() {
    becomes(
        CountRule.CONFIG,
        plan.scan("charges").aggregate(plan.groupKey(), plan.countStar("n")).build(),
        "LogicalAggregate(group=[{}], n=[COUNT()])",
        "  " + CHARGES + ", columns=[[connected_account]])");
    stays(
        CountRule.CONFIG,
        plan.scan("charges")
            .aggregate(plan.groupKey(), plan.count(false, "n", plan.field("customer")))
            .build());
  }

  @Test
  void theNewestTimeIsInTheFirstPage() {
    becomes(
        CreatedBoundsRule.CONFIG,
        plan.scan("charges")
            .aggregate(plan.groupKey(), plan.max("newest", plan.field("created")))
            .build(),
        "LogicalAggregate(group=[{}], newest=[MAX($22)])",
        "  " + CHARGES + ", limit=[[100]], counting=[ROWS_OF_EACH])");
    stays(
        CreatedBoundsRule.CONFIG,
        plan.scan("charges")
            .aggregate(plan.groupKey(), plan.max("largest", plan.field("amount")))
            .build());
  }

  @Test
  void theOldestTimeIsAmongTheOldestRowsOfEachList() {
    becomes(
        CreatedBoundsRule.CONFIG,
        plan.scan("charges")
            .aggregate(plan.groupKey(), plan.min("oldest", plan.field("created")))
            .build(),
        "LogicalAggregate(group=[{}], oldest=[MIN($22)])",
        "  " + CHARGES + ", limit=[[1]], counting=[OLDEST_OF_EACH])");
    becomes(
        OldestRowsRule.CONFIG,
        plan.scan("charges").sortLimit(2, 3, plan.field("created")).build(),
        "LogicalSort(sort0=[$22], dir0=[ASC], offset=[2], fetch=[3])",
        "  " + CHARGES + ", limit=[[3, 2]], counting=[OLDEST_OF_EACH_AND_TIES])");
    stays(
        OldestRowsRule.CONFIG, plan.scan("charges").sortLimit(0, 3, plan.field("amount")).build());
  }

  @Test
  void conditionsBetweenAreMetByTheNewestRowThatMeetsThem() {
    becomes(
        CreatedBoundsRule.CONFIG,
        plan.scan("charges")
            .filter(plan.equals(plan.field("currency"), plan.literal("eur")))
            .aggregate(plan.groupKey(), plan.max("newest", plan.field("created")))
            .build(),
        "LogicalAggregate(group=[{}], newest=[MAX($22)])",
        "  LogicalSort(fetch=[1])",
        "    LogicalFilter(condition=[=($23, _UTF-8'eur')])",
        "      " + CHARGES + ", order=[newest first])");
  }

  @Test
  void oneRowSettlesWhetherThereIsAny() {
    becomes(
        ExistsLimitRule.CONFIG,
        plan.scan("charges")
            .project(plan.alias(plan.literal(true), "there"))
            .aggregate(plan.groupKey(), plan.min("any", plan.field("there")))
            .build(),
        "LogicalAggregate(group=[{}], any=[MIN($0)])",
        "  LogicalSort(fetch=[1])",
        "    LogicalProject(there=[true])",
        "      " + CHARGES + ")");
  }

  private RelNode joined(JoinRelType type, String left, String right) {
    return plan.scan("charges")
        .scan("customers")
        .join(type, plan.equals(plan.field(2, 0, left), plan.field(2, 1, right)))
        .build();
  }

  @Test
  void aJoinOnAnIdLooksTheObjectsUp() {
    becomes(
        LookupJoinRule.CONFIG,
        joined(JoinRelType.LEFT, "customer", "id"),
        "StripeLookupJoin(condition=[=($24, $109)], joinType=[left], lookup=[…])",
        "  " + CHARGES + ")",
        "  StripeTableScan(table=[[stripe, customers]], lookup=[…])");
  }

  @Test
  void aJoinThatNoKeyAnswersIsNoLookup() {
    stays(LookupJoinRule.CONFIG, joined(JoinRelType.FULL, "customer", "id"));
    stays(LookupJoinRule.CONFIG, joined(JoinRelType.INNER, "amount", "balance"));
  }

  @Test
  void aLongListOfIdsIsAJoinAndAShortOneIsNot() {
    for (int count : new int[] {20, 150}) {
      plan.scan("charges");
      List<RexNode> ids =
          IntStream.range(0, count).<RexNode>mapToObj(i -> plan.literal("ch_" + i)).toList();
      RelNode filtered = plan.filter(plan.in(plan.field("id"), ids)).build();
      RelNode after = fixture.applied(LongIdListRule.CONFIG.toRule(), filtered);
      assertEquals(count == 150, RuleFixture.text(after).contains("LogicalJoin"), count + " ids");
    }
  }
}
