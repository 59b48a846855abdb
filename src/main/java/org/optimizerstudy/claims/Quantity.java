package org.optimizerstudy.claims;

import org.optimizerstudy.metrics.Unit;
import org.optimizerstudy.statistics.Interval;

/**
 * A number that a verdict rests on or that stands beside it.
 *
 * @param name what was measured
 * @param interval with its 95 % interval, or its range where the name says so
 * @param unit of the number
 */
public record Quantity(String name, Interval interval, Unit unit) {}
