package io.stripejdbc.scan;

import io.stripejdbc.fetch.BodyReader;
import io.stripejdbc.fetch.PageRequest;

/**
 * A call that a strand wants to be made next.
 *
 * @param strand who wants it
 * @param request what to ask
 * @param reader what to make of the body
 * @param <T> what comes of it
 */
record Call<T>(Strand<T> strand, PageRequest request, BodyReader<T> reader) {}
