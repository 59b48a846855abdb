package org.optimizerstudy.results;

import java.io.Serializable;

/**
 * A graphics device that a trial ran on.
 *
 * @param name the model
 * @param computeCapability for example 8.6
 * @param memory bytes
 * @param driver of the machine
 */
public record Device(String name, String computeCapability, long memory, String driver)
    implements Serializable {}
