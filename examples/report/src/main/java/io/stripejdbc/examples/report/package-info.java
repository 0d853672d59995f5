/** A platform's page: volume, fees, disputes and payouts, as HTML with SVG. */
package io.stripejdbc.examples.report;
