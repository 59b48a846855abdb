/**
 * What people read, made from a results directory alone: the page, the notebook and the summary in
 * Markdown, with the verdicts and the figures; and whether what was published is what the records
 * give.
 *
 * <p>The page draws its charts into SVG by a script of its own rather than by a chart library: SVG
 * takes its colours from the stylesheet (light, dark, print), its text can be read and scaled, and
 * three hundred lines are less than any library to be inlined.
 */
package org.optimizerstudy.publishing;
