package io.stripejdbc.service;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Where cached rows outlive the process: {@code cache=disk}.
 *
 * @param directory folder of the files
 * @param maxBytes bound of all files in it
 * @param owner what the rows are of besides the key: the address, or the demo
 * @param onFailure told why rows are kept in memory alone, where the folder cannot be used
 */
public record DiskCacheSettings(
    Path directory, long maxBytes, String owner, Consumer<String> onFailure) {}
