package io.stripejdbc.plan.rel;

import org.apache.calcite.rel.RelNode;

/** A leaf of a plan that asks another database: reading it twice costs twice. */
public interface RemoteScan extends RelNode {
  /** What it asks, for EXPLAIN. */
  String describe();
}
