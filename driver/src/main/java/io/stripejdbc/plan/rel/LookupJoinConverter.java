package io.stripejdbc.plan.rel;

import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;

/** Makes a {@link StripeLookupJoin} physical: its inputs become enumerable. */
public final class LookupJoinConverter extends ConverterRule {
  public static final Config CONFIG =
      Config.INSTANCE
          .withConversion(
              StripeLookupJoin.class,
              Convention.NONE,
              EnumerableConvention.INSTANCE,
              "StripeLookupJoinConverter")
          .withRuleFactory(LookupJoinConverter::new);

  private LookupJoinConverter(Config config) {
    super(config);
  }

  @Override
  public RelNode convert(RelNode rel) {
    StripeLookupJoin join = (StripeLookupJoin) rel;
    RelTraitSet traits = join.getTraitSet().replace(EnumerableConvention.INSTANCE);
    return join.copy(
        traits,
        join.getCondition(),
        enumerable(join.getLeft()),
        enumerable(join.getRight()),
        join.getJoinType(),
        join.isSemiJoinDone());
  }

  private static RelNode enumerable(RelNode input) {
    return convert(input, input.getTraitSet().replace(EnumerableConvention.INSTANCE));
  }
}
