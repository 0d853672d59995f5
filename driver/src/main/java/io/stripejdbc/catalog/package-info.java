/**
 * The tables of Stripe, their columns, filters and keys, as data; how rows are fetched or planned
 * is in the packages above.
 */
@NullMarked
package io.stripejdbc.catalog;

import org.jspecify.annotations.NullMarked;
