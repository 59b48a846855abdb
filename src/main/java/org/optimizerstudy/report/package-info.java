/**
 * What people read, made from a results directory alone: comparisons, the figures with their
 * tables, the page and the notebook. One {@link org.optimizerstudy.report.Figure} is the source of
 * all its forms.
 *
 * <p>The page draws its charts into SVG by a script of its own rather than by a chart library: SVG
 * takes its colours from the stylesheet (light, dark, print), its text can be read and scaled, and
 * three hundred lines are less than any library to be inlined.
 */
package org.optimizerstudy.report;
