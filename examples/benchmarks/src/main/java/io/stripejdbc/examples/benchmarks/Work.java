package io.stripejdbc.examples.benchmarks;

/** Something that is timed and has an answer as text. */
@FunctionalInterface
interface Work {
  String run() throws Exception;
}
