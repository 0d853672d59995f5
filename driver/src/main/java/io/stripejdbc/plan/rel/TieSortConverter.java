package io.stripejdbc.plan.rel;

import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;

/** Makes a {@link StripeTieSort} physical: its input becomes enumerable. */
public final class TieSortConverter extends ConverterRule {
  public static final Config CONFIG =
      Config.INSTANCE
          .withConversion(
              StripeTieSort.class,
              Convention.NONE,
              EnumerableConvention.INSTANCE,
              "StripeTieSortConverter")
          .withRuleFactory(TieSortConverter::new);

  private TieSortConverter(Config config) {
    super(config);
  }

  @Override
  public RelNode convert(RelNode rel) {
    StripeTieSort sort = (StripeTieSort) rel;
    RelNode input = sort.getInput();
    RelTraitSet traits = input.getTraitSet().replace(EnumerableConvention.INSTANCE);
    return new StripeTieSort(
        sort.getCluster(),
        sort.getTraitSet().replace(EnumerableConvention.INSTANCE),
        convert(input, traits),
        sort.collation());
  }
}
