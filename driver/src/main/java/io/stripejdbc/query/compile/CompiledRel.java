package io.stripejdbc.query.compile;

import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.runtime.Bindable;
import org.jspecify.annotations.Nullable;

/**
 * A relational expression planned and compiled, without anything of one execution.
 *
 * @param bindable the generated code
 * @param constants objects the code refers to by name
 * @param plan the physical plan, to be explained
 * @param rows how many it is expected to give
 * @param note which rules planning had to do without, and why; null for none
 */
public record CompiledRel(
    Bindable<?> bindable,
    Map<String, Object> constants,
    RelNode plan,
    double rows,
    @Nullable String note) {}
