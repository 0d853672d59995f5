/** What a run measured, as tables with goals beside the figures, and the page that has them. */
package io.stripejdbc.examples.benchmarks.report;
