/** Programs of stock Calcite that read Stripe. */
package io.stripejdbc.examples.calcite;
