/**
 * The tables of the catalogue as tables of Calcite: types, row types, keys; views are in {@code
 * plan.view}, tables about the driver in {@code system}.
 */
@NullMarked
package io.stripejdbc.plan.schema;

import org.jspecify.annotations.NullMarked;
