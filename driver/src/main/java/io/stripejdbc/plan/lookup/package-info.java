/**
 * What a join that looks up rows by key knows of the scan below it: keys, requests and how they
 * narrow a scan; the join itself runs in {@code plan.runtime}.
 */
@NullMarked
package io.stripejdbc.plan.lookup;

import org.jspecify.annotations.NullMarked;
