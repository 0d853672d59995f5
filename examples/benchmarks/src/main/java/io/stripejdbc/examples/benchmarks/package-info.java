/**
 * The driver beside what a Java developer would write: {@code Benchmarks} runs everything and
 * prints the tables of {@code docs/performance.md}; JMH looks closer at decoding and at warm sums.
 */
package io.stripejdbc.examples.benchmarks;
