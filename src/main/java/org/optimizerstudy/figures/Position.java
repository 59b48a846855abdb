package org.optimizerstudy.figures;

/** A place in a drawing, in points from the left upper corner. */
record Position(double x, double y) {}
