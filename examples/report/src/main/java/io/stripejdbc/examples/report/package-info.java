/** A page for those who keep the books: volume, fees, disputes and payouts, as HTML with SVG. */
package io.stripejdbc.examples.report;
