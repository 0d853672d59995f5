/** A Spark job over the driver: a program to copy from, not a library. */
package io.stripejdbc.examples.spark;
