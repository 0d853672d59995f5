package io.stripejdbc.plan.rule;

import java.util.function.Function;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.tools.RelBuilderFactory;
import org.jspecify.annotations.Nullable;

/** The configuration every rule of this package shares: its shape, its name, how it is made. */
public record RuleConfig(
    RelBuilderFactory relBuilderFactory,
    @Nullable String description,
    RelRule.OperandTransform operandSupplier,
    Function<RuleConfig, RelOptRule> ruleFactory)
    implements RelRule.Config {

  public static RuleConfig of(
      String description,
      RelRule.OperandTransform shape,
      Function<RuleConfig, RelOptRule> ruleFactory) {
    return new RuleConfig(RelFactories.LOGICAL_BUILDER, description, shape, ruleFactory);
  }

  @Override
  public RelOptRule toRule() {
    return ruleFactory.apply(this);
  }

  @Override
  public RuleConfig withRelBuilderFactory(RelBuilderFactory factory) {
    return new RuleConfig(factory, description, operandSupplier, ruleFactory);
  }

  @Override
  public RuleConfig withDescription(@Nullable String text) {
    return new RuleConfig(relBuilderFactory, text, operandSupplier, ruleFactory);
  }

  @Override
  public RuleConfig withOperandSupplier(RelRule.OperandTransform shape) {
    return new RuleConfig(relBuilderFactory, description, shape, ruleFactory);
  }
}
